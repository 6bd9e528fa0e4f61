import { z } from 'zod';
import type { Setting } from '../../store/settings-table.ts';

/**
 * Whether a voice that is known from one film is recognised in others. Off until the user wants it: what a voice sounds
 * like tells who somebody is.
 */
export const voicesAcrossFilms: Setting<boolean> = {
  key: 'voices.across-films',
  shape: z.boolean(),
  fallback: false,
};
