import {
  frameAt,
  isSameRate,
  perSecondOf,
  timeOfFrame,
  usualFrameRate,
  type FrameRate,
} from '../../domain/frame-rate.ts';
import type { Interval } from '../../domain/interval.ts';
import type { Timecode } from './timecode.ts';

/** A film as other programs are told of it. */
export interface SourceFilm {
  readonly path: string;
  readonly title: string;
  /** Seconds. */
  readonly duration: number;
  /** What its times are counted in; {@link usualFrameRate} for a film without pictures. */
  readonly rate: FrameRate;
  /** Of its first picture, from which editing programs count. */
  readonly timecode: Timecode;
  /** Of the displayed picture, in pixels; 0 for a film without pictures. */
  readonly width: number;
  readonly height: number;
  readonly hasSound: boolean;
}

/** A moment that is to be put into a sequence. */
export interface SequenceMoment extends Interval {
  readonly film: SourceFilm;
  readonly note: string;
}

/** A stretch of a film at its place in a sequence, in whole frames. */
export interface Edit {
  readonly film: SourceFilm;
  readonly note: string;
  /** First frame of the film, its first picture being 0, and how many of the film's frames follow. */
  readonly sourceStart: number;
  readonly sourceLength: number;
  /** The frame of the sequence at which it begins, and how many of the sequence's frames it lasts. */
  readonly at: number;
  readonly length: number;
}

/** Moments one after the other, as one film. */
export interface Sequence {
  readonly name: string;
  readonly rate: FrameRate;
  /** Pixels; 0 when no film has pictures. */
  readonly width: number;
  readonly height: number;
  readonly edits: readonly Edit[];
  /** Frames. */
  readonly length: number;
}

/**
 * Puts moments one after the other. The frame rate is that of the first film with pictures, the size that of the largest
 * picture. A moment ends with its film at the latest; one of which nothing is left is left out.
 */
export function sequenceOf(name: string, moments: readonly SequenceMoment[]): Sequence {
  const pictured = moments.map(({ film }) => film).filter(({ width, height }) => width > 0 && height > 0);
  const rate = pictured[0]?.rate ?? usualFrameRate;
  const largest = pictured.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  const edits: Edit[] = [];
  let at = 0;
  for (const { film, note, start, end } of moments) {
    const last = Math.max(1, Math.floor(film.duration * perSecondOf(film.rate) + 1e-6));
    const sourceStart = Math.max(0, frameAt(start, film.rate));
    if (end <= start || sourceStart >= last) continue;
    const sourceEnd = Math.min(last, Math.max(sourceStart + 1, frameAt(end, film.rate)));
    const sourceLength = sourceEnd - sourceStart;
    const length = isSameRate(film.rate, rate)
      ? sourceLength
      : Math.max(1, frameAt(timeOfFrame(sourceLength, film.rate), rate));
    edits.push({ film, note, sourceStart, sourceLength, at, length });
    at += length;
  }
  return { name, rate, width: largest?.width ?? 0, height: largest?.height ?? 0, edits, length: at };
}

/** A sequence without some of its edits; the others move up. */
export function withoutEdits(sequence: Sequence, gone: readonly Edit[]): Sequence {
  let at = 0;
  const edits = sequence.edits
    .filter((edit) => !gone.includes(edit))
    .map((edit) => {
      const moved = { ...edit, at };
      at += edit.length;
      return moved;
    });
  return { ...sequence, edits, length: at };
}

/** What an edit is called in other programs: its note, or else its film. */
export function labelOf({ film, note }: Edit): string {
  return note === '' ? film.title : note;
}

/** Each film of a sequence once, in the order of its first edit. */
export function filmsOf({ edits }: Sequence): SourceFilm[] {
  return [...new Map(edits.map(({ film }) => [film.path, film])).values()];
}
