import { problemOf } from '../domain/errors.ts';

/** What is looked at, in the order in which it is told. */
export const checkNames = [
  'ffmpeg',
  'decoders',
  'encoders',
  'hardware-decoding',
  'providers',
  'models',
  'model-cache',
  'library-folder',
  'disk-space',
  'file-system',
  'database',
  'schema',
  'references',
  'write-ahead-log',
  'other-writer',
  'folders',
  'jobs',
  'memory',
] as const;

export type CheckName = (typeof checkNames)[number];

/**
 * `warning`: works, but not as it should, or not for everything. `failed`: a part of Kinora cannot work until this is
 * mended.
 */
export type CheckState = 'ok' | 'warning' | 'failed';

/** One thing that was looked at: how it is, in one sentence, and how to mend it; the remedy is empty when it is ok. */
export interface Check {
  readonly name: CheckName;
  readonly state: CheckState;
  readonly sentence: string;
  readonly remedy: string;
}

export function ok(name: CheckName, sentence: string): Check {
  return { name, state: 'ok', sentence, remedy: '' };
}

export function warning(name: CheckName, sentence: string, remedy: string): Check {
  return { name, state: 'warning', sentence, remedy };
}

export function failed(name: CheckName, sentence: string, remedy: string): Check {
  return { name, state: 'failed', sentence, remedy };
}

/** The check for something that threw while it was looked at. */
export function failedBy(name: CheckName, error: unknown): Check {
  const { sentence, remedy } = problemOf(error);
  return failed(name, sentence, remedy);
}

/** The first few of many, as the end of a sentence: `a, b, c and 7 more`. */
export function listed(things: readonly string[], shown = 3): string {
  const rest = things.length - shown;
  return rest > 0 ? `${things.slice(0, shown).join(', ')} and ${rest} more` : things.join(', ');
}
