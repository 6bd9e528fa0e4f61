import type { Interval } from './interval.ts';

/** A face track of a named person that supports a moment. */
export interface FaceEvidence extends Interval {
  readonly kind: 'face';
  readonly person: string;
  readonly trackId: number;
  /** Calibrated certainty that the track shows the person, 0..1. */
  readonly confidence: number;
}

/** A line of dialogue that supports a moment. */
export interface LineEvidence extends Interval {
  readonly kind: 'line';
  readonly cueId: number;
  readonly text: string;
  /** The query's words found in the line, as they stand in it. */
  readonly matched: readonly string[];
  /** Who says it, where the query asks for that. */
  readonly speaker?: string;
}

/** What pictures show of a query's words that supports a moment. */
export interface PictureEvidence extends Interval {
  readonly kind: 'picture';
  /** Seconds: the frame that shows it best. */
  readonly time: number;
  /** The query's words that are seen, and what of a picture each means; none when the text was compared as a whole. */
  readonly words: readonly { readonly word: string; readonly concepts: readonly string[] }[];
  /** How likely that frame shows the text, 0..1. */
  readonly confidence: number;
  /** The example that it looks like, where one was given instead of words. */
  readonly example?: string;
}

/** Frames that show a named pet, object or place and support a moment. */
export interface ConceptEvidence extends Interval {
  readonly kind: 'concept';
  readonly concept: string;
  /** Seconds: the frame that shows it best. */
  readonly time: number;
  /** Calibrated certainty that the frames show it, 0..1. */
  readonly confidence: number;
}

export type Evidence = FaceEvidence | ConceptEvidence | LineEvidence | PictureEvidence;

/** A stretch of one video that answers a query, and why. */
export interface Moment extends Interval {
  readonly id: string;
  readonly videoId: number;
  /** How likely it is what was asked for, 0..1: calibrated on films with known events. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** Words of the query for which nothing in the moment speaks. */
  readonly missing: readonly string[];
}

/** The identity of a moment: which video, from when to when, to the tenth of a second that moments carry. */
export interface MomentKey extends Interval {
  readonly videoId: number;
}

/** Writes a moment's identity, for example `m12-345-389` for video 12 from 34.5 s to 38.9 s. */
export function momentIdOf({ videoId, start, end }: MomentKey): string {
  return `m${videoId}-${Math.round(start * 10)}-${Math.round(end * 10)}`;
}

/** Reads what {@link momentIdOf} wrote; null when the text is not a moment id. */
export function parseMomentId(id: string): MomentKey | null {
  const match = /^m(\d{1,12})-(\d{1,9})-(\d{1,9})$/.exec(id);
  if (!match) return null;
  const [videoId, start, end] = match.slice(1).map(Number) as [number, number, number];
  return end > start ? { videoId, start: start / 10, end: end / 10 } : null;
}
