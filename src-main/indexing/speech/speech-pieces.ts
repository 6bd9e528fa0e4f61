import { durationOf, mergeIntervals, type Interval } from '../../domain/interval.ts';

/**
 * Sound that a speech model hears at once: stretches of the film in time order and apart, one put behind the other. Most
 * of the silence between them is left out, in which such a model invents words, and which costs as much time as speech.
 */
export type SpeechPiece = readonly Interval[];

/** Seconds of sound in a piece at most; the models' window is 30 s. */
export const longestPiece = 28;
/** Seconds of what is around speech that are heard with it. */
const margin = 0.2;
/** A stretch that has to be cut is cut in the last part of what fits into a piece. */
const cutFrom = 0.5;

/**
 * Cuts a film's speech into pieces.
 * @param speech stretches of speech, in seconds, in time order
 * @param voiced times of the voiced sounds in them, ascending: longer stretches are cut where these leave the most room
 */
export function speechPieces(speech: readonly Interval[], voiced: readonly number[]): SpeechPiece[] {
  const widened = speech.map(({ start, end }) => ({ start: Math.max(0, start - margin), end: end + margin }));
  const stretches = mergeIntervals(widened).flatMap((stretch) => fitting(stretch, voiced));
  const pieces: Interval[][] = [];
  let filled = Infinity;
  for (const stretch of stretches) {
    const length = durationOf(stretch);
    if (filled + length > longestPiece) {
      pieces.push([]);
      filled = 0;
    }
    pieces.at(-1)!.push(stretch);
    filled += length;
  }
  return pieces;
}

/** When a part of a piece's sound is heard in the film. What would lie in two of its stretches is cut to one of them. */
export function inFilm(piece: SpeechPiece, { start, end }: Interval): Interval {
  const middle = (start + end) / 2;
  let before = 0;
  for (const [index, stretch] of piece.entries()) {
    const length = durationOf(stretch);
    if (middle < before + length || index === piece.length - 1) {
      const at = (time: number): number => stretch.start + Math.min(length, Math.max(0, time - before));
      return { start: at(start), end: at(end) };
    }
    before += length;
  }
  throw new RangeError('A piece of speech without a stretch was asked for a time.');
}

/** A stretch as parts that each fit into a piece. */
function fitting({ start, end }: Interval, voiced: readonly number[]): Interval[] {
  const parts: Interval[] = [];
  let from = start;
  while (end - from > longestPiece) {
    const cut = quietest(voiced, from + longestPiece * cutFrom, from + longestPiece);
    parts.push({ start: from, end: cut });
    from = cut;
  }
  return [...parts, { start: from, end }];
}

/** The middle of the longest time between two voiced sounds; the end where there is none. */
function quietest(voiced: readonly number[], from: number, to: number): number {
  const inside = [from, ...voiced.filter((time) => time > from && time < to), to];
  if (inside.length === 2) return to;
  let best = 1;
  for (let i = 2; i < inside.length; i++) {
    if (inside[i]! - inside[i - 1]! > inside[best]! - inside[best - 1]!) best = i;
  }
  return (inside[best]! + inside[best - 1]!) / 2;
}
