import { parseMomentId } from './moment.ts';

/**
 * What a query looks for the like of: a moment of the library, one of its pictures, or a picture or clip that was brought
 * along and is known by what is in it.
 */
export type ExampleKey =
  | { readonly kind: 'moment'; readonly videoId: number; readonly start: number; readonly end: number }
  | { readonly kind: 'frame'; readonly videoId: number; readonly time: number }
  | { readonly kind: 'file'; readonly id: string };

/** Reads `m12-345-389` (a moment), `f12-345` (film 12 at 34.5 s) or `x` and 32 hex digits (a file); null for anything else. */
export function parseExample(text: string): ExampleKey | null {
  const lower = text.toLowerCase();
  if (/^x[0-9a-f]{32}$/.test(lower)) return { kind: 'file', id: lower };
  const frame = /^f([1-9]\d{0,11})-(\d{1,9})$/.exec(lower);
  if (frame) return { kind: 'frame', videoId: Number(frame[1]), time: Number(frame[2]) / 10 };
  const moment = parseMomentId(lower);
  return moment && { kind: 'moment', ...moment };
}

/** Names one picture of a film, for example `f12-345` for video 12 at 34.5 s. */
export function frameExample(videoId: number, time: number): string {
  return `f${videoId}-${Math.round(time * 10)}`;
}
