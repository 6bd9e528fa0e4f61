import type { Shot } from '../domain/shot.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { IdentifiedTrack } from '../store/presence-queries.ts';

/** So many shots and so many tracks are kept, some 50 MB each; then memory begins anew. */
const mostKept = 500_000;

/** Where somebody is seen, by film. */
type TracksByFilm = ReadonlyMap<number, readonly IdentifiedTrack[]>;

/**
 * What searches ask the library for again and again, film by film: who is on screen when, and the shots. Read once, and
 * forgotten when the library has changed.
 */
export class LibraryMemory {
  readonly #reader: LibraryReader;
  #version: number | null = null;
  readonly #tracks = new Map<number, TracksByFilm>();
  readonly #shots = new Map<number, readonly Shot[]>();
  #trackCount = 0;
  #shotCount = 0;

  constructor(reader: LibraryReader) {
    this.#reader = reader;
  }

  /** To be called before each search. */
  refresh(): void {
    const { version } = this.#reader;
    if (version === this.#version) return;
    this.#version = version;
    this.#tracks.clear();
    this.#shots.clear();
    this.#trackCount = this.#shotCount = 0;
  }

  /** Films in which every one of these people and concepts appears, ascending. */
  filmsOfAll(personIds: readonly number[]): number[] {
    const [first, ...others] = [...new Set(personIds)].map((id) => this.#tracksOf(id));
    const films = [...(first?.keys() ?? [])].filter((film) => others.every((tracks) => tracks.has(film)));
    return films.sort((a, b) => a - b);
  }

  /** Tracks of these in one film, in time order. */
  tracksOf(personIds: readonly number[], videoId: number): IdentifiedTrack[] {
    const tracks = [...new Set(personIds)].flatMap((id) => this.#tracksOf(id).get(videoId) ?? []);
    return tracks.sort((a, b) => a.start - b.start || a.trackId - b.trackId);
  }

  /** A film's shots, in time order. */
  shots(videoId: number): readonly Shot[] {
    let shots = this.#shots.get(videoId);
    if (!shots) {
      shots = this.#reader.videos.shots(videoId);
      this.#shotCount += shots.length;
      if (this.#shotCount > mostKept) {
        this.#shots.clear();
        this.#shotCount = shots.length;
      }
      this.#shots.set(videoId, shots);
    }
    return shots;
  }

  #tracksOf(personId: number): TracksByFilm {
    let tracks = this.#tracks.get(personId);
    if (!tracks) {
      const all = this.#reader.presence.tracksOf([personId]);
      this.#trackCount += all.length;
      if (this.#trackCount > mostKept) {
        this.#tracks.clear();
        this.#trackCount = all.length;
      }
      tracks = Map.groupBy(all, ({ videoId }) => videoId);
      this.#tracks.set(personId, tracks);
    }
    return tracks;
  }
}
