import { join } from 'node:path';
import PQueue from 'p-queue';
import { forgetKept, makeKept, sweepKept } from './kept-files.ts';

const mostBytes = 1_000_000_000;

/** Clips made on demand, in a folder for each film, kept up to a size; those not asked for longest go first. */
export class ClipCache {
  readonly #folder: string;
  readonly #mostBytes: number;
  /** Encoding fills all cores: one at a time. */
  readonly #queue = new PQueue({ concurrency: 1 });

  constructor(folder: string, limit = mostBytes) {
    this.#folder = folder;
    this.#mostBytes = limit;
  }

  /**
   * The path of a kept clip, made first where it is missing.
   * @param film plain characters, unique for a film as it is now, that begin with its id and a hyphen
   * @param name a file's name without its ending
   * @param make writes the clip to the path it is given
   */
  async get(
    film: string,
    name: string,
    make: (path: string) => Promise<unknown>,
    signal?: AbortSignal,
  ): Promise<string> {
    const path = join(this.#folder, film, `${name}.mp4`);
    return this.#queue.add(
      async () => {
        if (await makeKept(path, make)) await sweepKept(this.#folder, this.#mostBytes, path);
        return path;
      },
      signal ? { signal } : {},
    );
  }

  /** Forgets every clip of a film. */
  forget(videoId: number): Promise<void> {
    return forgetKept(this.#folder, `${videoId}-`);
  }
}
