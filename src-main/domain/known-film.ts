import type { Interval } from './interval.ts';

/** A film as answers speak of it. */
export interface KnownFilm {
  readonly id: number;
  readonly title: string;
  /** As the API tells paths. */
  readonly path: string;
  /** Seconds. */
  readonly duration: number;
}

/** Somebody on screen. */
export interface Sighting extends Interval {
  readonly person: string;
  readonly trackId: number;
  /** 0..1. */
  readonly confidence: number;
}

export interface SpokenLine extends Interval {
  readonly cueId: number;
  readonly text: string;
}

/** Where films are looked up. */
export interface KnownFilms {
  /** Null when the library does not hold it any more. */
  film(id: number): KnownFilm | null;
}
