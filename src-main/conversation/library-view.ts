import type { Interval } from '../domain/interval.ts';
import type { KnownFilm, KnownFilms, Sighting, SpokenLine } from '../domain/known-film.ts';
import type { Moment } from '../domain/moment.ts';
import type { QueryPart } from '../domain/query.ts';

export interface Found {
  /** Best first. */
  readonly moments: readonly Moment[];
  /** Where there are no moments: what comes nearest. */
  readonly nearest: readonly Moment[];
}

/** All that a conversation may ask of a library. It reads; nothing here changes anything. */
export interface LibraryView extends KnownFilms {
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
  /** Every film, by number. */
  films(): readonly KnownFilm[];
  sightings(videoId: number, interval: Interval): readonly Sighting[];
  lines(videoId: number, interval: Interval): readonly SpokenLine[];
  /** In the order of time. */
  shots(videoId: number): readonly Interval[];
}
