import { boundsOf, type Interval } from '../domain/interval.ts';
import type { Shot } from '../domain/shot.ts';
import { signCodesOf } from '../domain/sign-code.ts';
import { VectorColumns } from '../domain/vector-columns.ts';
import type { TextMatcher } from '../models/families/visual-text-encoder.ts';
import type { FrameCodes } from '../store/frame-code.ts';
import type { FrameColumns, FrameStamp } from '../store/frame-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { nearestFrames, type FramesOfFilm, type NearestFrames } from './coarse/nearest-frames.ts';
import { frameCoverage } from './frame-coverage.ts';
import type { LibraryMemory } from './library-memory.ts';
import type { Pacer } from './pacer.ts';

/** So many values of frames are kept in memory, about 100 MB; those of films that were asked for longest ago are dropped. */
const mostValues = 16_000_000;

/** A film that has frames which texts can be compared with. */
export interface PicturedFilm {
  readonly videoId: number;
  /** At least as like any text as every frame of the film; null when the encoder has no such vector. */
  readonly envelope: Float32Array | null;
  /** Of a film without an envelope, its frames as small codes. */
  readonly codes: FrameCodes | null;
}

/** A film's frames, and what of it each stands for. */
export interface FilmPictures {
  readonly frames: FrameColumns;
  /** By frame. */
  readonly coverage: readonly Interval[];
  readonly shots: readonly Shot[];
  /** Seconds at which shots begin and end, ascending. */
  readonly cuts: Float64Array;
  /** Seconds: to the end of the film or of what its last frame stands for. */
  readonly duration: number;
}

interface KnownFilm extends PicturedFilm {
  readonly stamp: FrameStamp;
}

/** What the pictures of the library show, in memory as far as searches need it. Follows what indexing writes. */
export class FrameIndex {
  readonly matcher: TextMatcher;
  readonly #reader: LibraryReader;
  readonly #memory: LibraryMemory;
  #version: number | null = null;
  #turn: Promise<void> = Promise.resolve();
  readonly #films = new Map<number, KnownFilm>();
  /** By film; dropped when anything in the library has changed. */
  readonly #pictures = new Map<number, FilmPictures>();
  /** By film, those asked for last at the end. */
  readonly #frames = new Map<number, FrameColumns>();
  #values = 0;

  constructor(reader: LibraryReader, memory: LibraryMemory, matcher: TextMatcher) {
    this.#reader = reader;
    this.#memory = memory;
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
    this.#pictures.clear();
    const stamps = this.#newestStamps();
    for (const [videoId, stamp] of stamps) {
      const known = this.#films.get(videoId);
      if (known && sameFrames(known.stamp, stamp)) continue;
      this.#films.set(videoId, this.#known(videoId, stamp));
      await pacer.breathe();
    }
    for (const videoId of this.#films.keys()) {
      if (stamps.has(videoId)) continue;
      this.#films.delete(videoId);
      this.#forget(videoId);
    }
    this.#version = version;
  }

  /** Of frames that have codes these alone are read: they are a fifteenth of the vectors. */
  #known(videoId: number, stamp: FrameStamp): KnownFilm {
    const codes = this.#reader.frames.codes(videoId, stamp.model);
    if (codes) {
      this.#forget(videoId);
      return { videoId, stamp, envelope: null, codes };
    }
    const frames = this.#read(stamp);
    this.#keep(videoId, frames);
    const envelope = this.matcher.envelope(frames.vectors);
    // In a library from before there were codes.
    const isCoded = envelope === null && frames.times.length > 0;
    const { times, vectors } = frames;
    return {
      ...{ videoId, stamp, envelope },
      codes: isCoded ? { times, ...signCodesOf(vectors.vectors(0, vectors.count)) } : null,
    };
  }

  /** What comes nearest to a vector in these films, as far as codes stand for them. */
  nearest(vector: Float32Array, films: readonly PicturedFilm[], pacer: Pacer): Promise<NearestFrames> {
    const coded = films.flatMap(({ videoId, codes }) => (codes ? [{ videoId, codes }] : []));
    const products = (wanted: readonly FramesOfFilm[]): (number | null)[] =>
      this.#reader.frames.products(
        vector,
        wanted.map((frames) => ({ ...frames, model: this.#films.get(frames.videoId)?.stamp.model ?? '' })),
      );
    return nearestFrames(vector, coded, products, pacer);
  }

  /** As {@link PicturedFilm.envelope}, of one film. */
  envelopeOf(videoId: number): Float32Array | null {
    return this.#films.get(videoId)?.envelope ?? null;
  }

  /** A film's frames; none when the film has gone meanwhile. */
  framesOf(videoId: number): FrameColumns {
    const kept = this.#frames.get(videoId);
    if (kept) {
      this.#frames.delete(videoId);
      this.#frames.set(videoId, kept);
      return kept;
    }
    const film = this.#films.get(videoId);
    const frames = film ? this.#read(film.stamp) : noFrames;
    this.#keep(videoId, frames);
    return frames;
  }

  /** The same, and what each stands for. */
  picturesOf(videoId: number): FilmPictures {
    const frames = this.framesOf(videoId);
    const known = this.#pictures.get(videoId);
    if (known?.frames === frames) return known;
    const shots = this.#memory.shots(videoId);
    const duration = this.#reader.videos.byId(videoId)?.duration ?? 0;
    const coverage = frameCoverage(frames.times, shots, duration);
    const end = Math.max(duration, coverage.at(-1)?.end ?? 0);
    const pictures = { frames, coverage, shots, cuts: boundsOf(shots), duration: end };
    this.#pictures.set(videoId, pictures);
    return pictures;
  }

  /** Of each film the frames of the model that described it last. */
  #newestStamps(): ReadonlyMap<number, FrameStamp> {
    const readable = this.#reader.frames.stamps().filter(({ model }) => this.matcher.reads(model));
    return new Map(readable.map((stamp) => [stamp.videoId, stamp]));
  }

  #read({ videoId, model }: FrameStamp): FrameColumns {
    return this.#reader.frames.columns(videoId, model);
  }

  #keep(videoId: number, frames: FrameColumns): void {
    this.#forget(videoId);
    this.#frames.set(videoId, frames);
    this.#values += frames.vectors.size;
    for (const oldest of this.#frames.keys()) {
      if (this.#values <= mostValues || oldest === videoId) break;
      this.#forget(oldest);
    }
  }

  #forget(videoId: number): void {
    this.#values -= this.#frames.get(videoId)?.vectors.size ?? 0;
    this.#frames.delete(videoId);
    this.#pictures.delete(videoId);
  }
}

const noFrames: FrameColumns = {
  times: new Float64Array(),
  vectors: new VectorColumns(0, new Uint32Array(), () => undefined),
};

function sameFrames(a: FrameStamp, b: FrameStamp): boolean {
  return a.model === b.model && a.change === b.change;
}
