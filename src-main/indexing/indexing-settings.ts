import { z } from 'zod';
import type { Setting, SettingsTable } from '../store/settings-table.ts';

/** How work goes on. */
export interface IndexingSettings {
  /** Nothing runs until the user resumes, over restarts too. */
  readonly paused: boolean;
  /** `quiet` leaves most of the processor to others. */
  readonly pace: 'full' | 'quiet';
  /** Nothing runs while the machine lives on its battery. */
  readonly onlyPluggedIn: boolean;
}

const paused: Setting<boolean> = { key: 'indexing.paused', shape: z.boolean(), fallback: false };
const pace: Setting<IndexingSettings['pace']> = {
  key: 'indexing.pace',
  shape: z.enum(['full', 'quiet']),
  fallback: 'full',
};
const onlyPluggedIn: Setting<boolean> = {
  key: 'indexing.only-plugged-in',
  shape: z.boolean(),
  fallback: false,
};

export function readIndexingSettings(settings: SettingsTable): IndexingSettings {
  return {
    paused: settings.get(paused),
    pace: settings.get(pace),
    onlyPluggedIn: settings.get(onlyPluggedIn),
  };
}

/** Stores what is given and leaves the rest. */
export function writeIndexingSettings(settings: SettingsTable, change: Partial<IndexingSettings>): void {
  if (change.paused !== undefined) settings.set(paused, change.paused);
  if (change.pace !== undefined) settings.set(pace, change.pace);
  if (change.onlyPluggedIn !== undefined) settings.set(onlyPluggedIn, change.onlyPluggedIn);
}
