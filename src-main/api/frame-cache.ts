import { randomUUID } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';

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
    if (await this.#touch(path)) return path;
    return this.#queue.add(
      async () => {
        if (await this.#touch(path)) return path;
        await mkdir(this.#folder, { recursive: true });
        const unfinished = join(this.#folder, `${key}.${randomUUID()}.part.jpg`);
        try {
          await make(unfinished);
          await rename(unfinished, path);
        } finally {
          await rm(unfinished, { force: true });
        }
        if (++this.#written % sweepEvery === 0) await this.sweep();
        return path;
      },
      signal ? { signal } : {},
    );
  }

  /** Forgets every picture whose key begins so. */
  async forget(prefix: string): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) {
      if (name.startsWith(prefix)) await rm(join(this.#folder, name), { force: true });
    }
  }

  /** Brings the folder below its size, oldest use first. */
  async sweep(): Promise<void> {
    const files: { path: string; size: number; usedMs: number }[] = [];
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const path = join(this.#folder, name);
      const facts = await stat(path).catch(() => null);
      if (facts) files.push({ path, size: facts.size, usedMs: facts.mtimeMs });
    }
    let bytes = files.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size } of files.sort((a, b) => a.usedMs - b.usedMs)) {
      if (bytes <= this.#mostBytes) return;
      await rm(path, { force: true });
      bytes -= size;
    }
  }

  async #touch(path: string): Promise<boolean> {
    const now = new Date();
    return access(path).then(
      () =>
        utimes(path, now, now).then(
          () => true,
          () => true,
        ),
      () => false,
    );
  }
}
