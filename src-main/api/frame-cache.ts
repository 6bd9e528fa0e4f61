import { join } from 'node:path';
import PQueue from 'p-queue';
import { forgetKept, isKept, makeKept, sweepKept } from './kept-files.ts';

const mostBytes = 200_000_000;
/** Files between two looks at the folder's size. */
const sweepEvery = 200;
/** ffmpeg children at once: started freely they freeze a machine. */
const mostAtOnce = 2;

/** Pictures made on demand, kept in a folder up to a size; those not asked for longest go first. */
export class FrameCache {
  readonly #folder: string;
  readonly #queue = new PQueue({ concurrency: mostAtOnce });
  readonly #mostBytes: number;
  #written = 0;

  constructor(folder: string, limit = mostBytes) {
    this.#folder = folder;
    this.#mostBytes = limit;
  }

  /**
   * The path of a kept picture, made first where it is missing.
   * @param key plain characters of a file name, unique for what is shown
   * @param make writes the picture to the path it is given
   */
  async get(key: string, make: (path: string) => Promise<void>, signal?: AbortSignal): Promise<string> {
    const path = join(this.#folder, `${key}.jpg`);
    if (await isKept(path)) return path;
    return this.#queue.add(
      async () => {
        if ((await makeKept(path, make)) && ++this.#written % sweepEvery === 0) await this.sweep();
        return path;
      },
      signal ? { signal } : {},
    );
  }

  /** Forgets every picture whose key begins so. */
  forget(prefix: string): Promise<void> {
    return forgetKept(this.#folder, prefix);
  }

  /** Brings the folder below its size, oldest use first. */
  sweep(): Promise<void> {
    return sweepKept(this.#folder, this.#mostBytes, null);
  }
}
