import type { Interval } from '../domain/interval.ts';
import type { Moment } from '../domain/moment.ts';
import type { QueryPart } from '../domain/query.ts';

/** A film as a conversation speaks of it. */
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

export interface Found {
  /** Best first. */
  readonly moments: readonly Moment[];
  /** Where there are no moments: what comes nearest. */
  readonly nearest: readonly Moment[];
}

/** All that a conversation may ask of a library. It reads; nothing here changes anything. */
export interface LibraryView {
  /** The people and concepts that turns may name. */
  readonly names: readonly string[];
  /** Reads a text in the language of queries. No text throws. */
  read(query: string): readonly QueryPart[];
  /** Carries out the parts of a query, in these films alone unless null. */
  search(
    parts: readonly QueryPart[],
    films: readonly number[] | null,
    limit: number,
    signal?: AbortSignal,
  ): Promise<Found>;
  /** Null when the library does not hold it any more. */
  film(id: number): KnownFilm | null;
  /** Every film, by number. */
  films(): readonly KnownFilm[];
  sightings(videoId: number, interval: Interval): readonly Sighting[];
  lines(videoId: number, interval: Interval): readonly SpokenLine[];
  /** In the order of time. */
  shots(videoId: number): readonly Interval[];
}
