import type { TextMatcher } from '../models/families/visual-text-encoder.ts';
import type { FrameStamp, FrameVector } from '../store/frame-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { FilmFrames } from './film-frames.ts';
import type { Pacer } from './pacer.ts';

/** So many values of frames are kept in memory, about 100 MB; those of films that were asked for longest ago are dropped. */
const mostValues = 16_000_000;

/** A film that has frames which texts can be compared with. */
export interface PicturedFilm {
  readonly videoId: number;
  /** At least as like any text as every frame of the film; null when the encoder has no such vector. */
  readonly envelope: Float32Array | null;
}

interface KnownFilm extends PicturedFilm {
  readonly stamp: FrameStamp;
}

/** What the pictures of the library show, in memory as far as searches need it. Follows what indexing writes. */
export class FrameIndex {
  readonly matcher: TextMatcher;
  readonly #reader: LibraryReader;
  #version: number | null = null;
  #turn: Promise<void> = Promise.resolve();
  readonly #films = new Map<number, KnownFilm>();
  /** By film, those asked for last at the end. */
  readonly #frames = new Map<number, FilmFrames>();
  #values = 0;

  constructor(reader: LibraryReader, matcher: TextMatcher) {
    this.#reader = reader;
    this.matcher = matcher;
  }

  /**
   * The films with frames as they are now. Films that are new or have changed since the last call are read from the
   * library first.
   */
  async films(pacer: Pacer): Promise<readonly PicturedFilm[]> {
    // One after the other: the second of two searches finds what the first has read.
    const turn = this.#turn.then(() => this.#refresh(pacer));
    this.#turn = turn.catch(() => undefined);
    await turn;
    return [...this.#films.values()];
  }

  async #refresh(pacer: Pacer): Promise<void> {
    const version = this.#reader.version;
    if (version === this.#version) return;
    const stamps = this.#newestStamps();
    for (const [videoId, stamp] of stamps) {
      const known = this.#films.get(videoId);
      if (known && sameFrames(known.stamp, stamp)) continue;
      const frames = this.#read(stamp);
      this.#keep(videoId, new FilmFrames(frames));
      const envelope = this.matcher.envelope(frames.map(({ vector }) => vector));
      this.#films.set(videoId, { videoId, stamp, envelope });
      await pacer.breathe();
    }
    for (const videoId of this.#films.keys()) {
      if (stamps.has(videoId)) continue;
      this.#films.delete(videoId);
      this.#forget(videoId);
    }
    this.#version = version;
  }

  /** A film's frames; none when the film has gone meanwhile. */
  framesOf(videoId: number): FilmFrames {
    const kept = this.#frames.get(videoId);
    if (kept) {
      this.#frames.delete(videoId);
      this.#frames.set(videoId, kept);
      return kept;
    }
    const film = this.#films.get(videoId);
    const frames = new FilmFrames(film ? this.#read(film.stamp) : []);
    this.#keep(videoId, frames);
    return frames;
  }

  /** Of each film the frames of the model that described it last. */
  #newestStamps(): ReadonlyMap<number, FrameStamp> {
    const readable = this.#reader.frames.stamps().filter(({ model }) => this.matcher.reads(model));
    return new Map(readable.map((stamp) => [stamp.videoId, stamp]));
  }

  #read({ videoId, model }: FrameStamp): FrameVector[] {
    return [...this.#reader.frames.byVideo(videoId, model)];
  }

  #keep(videoId: number, frames: FilmFrames): void {
    this.#forget(videoId);
    this.#frames.set(videoId, frames);
    this.#values += frames.size;
    for (const oldest of this.#frames.keys()) {
      if (this.#values <= mostValues || oldest === videoId) break;
      this.#forget(oldest);
    }
  }

  #forget(videoId: number): void {
    this.#values -= this.#frames.get(videoId)?.size ?? 0;
    this.#frames.delete(videoId);
  }
}

function sameFrames(a: FrameStamp, b: FrameStamp): boolean {
  return a.model === b.model && a.count === b.count && a.newest === b.newest;
}
