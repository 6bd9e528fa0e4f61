import type { Interval } from '../domain/interval.ts';
import type { KnownFilms, Sighting, SpokenLine } from '../domain/known-film.ts';
import type { Moment } from '../domain/moment.ts';
import type { QueryPart } from '../domain/query.ts';

/** A frame of a film that was described. */
export interface DescribedFrame {
  /** Seconds. */
  readonly time: number;
  /** How well it shows the question's words, 0..1; 0 where they name nothing that a picture can show. */
  readonly sight: number;
  /** What it shows; frames of one film have vectors of one length. */
  readonly vector: Float32Array;
}

/** All that a question may ask of the library. It reads; nothing here changes anything. */
export interface FilmView extends KnownFilms {
  /** What a text names: people, lines in quotes, words. Whatever only asks is left out of it. */
  read(text: string): readonly QueryPart[];
  search(
    parts: readonly QueryPart[],
    films: readonly number[] | null,
    limit: number,
    signal?: AbortSignal,
  ): Promise<{ readonly moments: readonly Moment[] }>;
  /** The film's frames by time, with how well each shows the words. */
  frames(videoId: number, words: string, signal?: AbortSignal): Promise<readonly DescribedFrame[]>;
  sightings(videoId: number, interval: Interval): readonly Sighting[];
  lines(videoId: number, interval: Interval): readonly SpokenLine[];
}
