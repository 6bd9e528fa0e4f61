import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import PQueue from 'p-queue';

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
        if (await isThere(path)) return path;
        await mkdir(dirname(path), { recursive: true });
        const unfinished = join(dirname(path), `${randomUUID()}.part.mp4`);
        try {
          await make(unfinished);
          await rename(unfinished, path);
        } finally {
          await rm(unfinished, { force: true });
        }
        await this.#sweep(path);
        return path;
      },
      signal ? { signal } : {},
    );
  }

  /** Forgets every clip of a film. */
  async forget(videoId: number): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (name.startsWith(`${videoId}-`))
        await rm(join(this.#folder, name), { recursive: true, force: true });
    }
  }

  /** Brings the folder below its size, oldest use first; the clip that was asked for stays. */
  async #sweep(asked: string): Promise<void> {
    const clips: { path: string; size: number; usedMs: number }[] = [];
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const path = join(entry.parentPath, entry.name);
      const facts = await stat(path).catch(() => null);
      if (facts) clips.push({ path, size: facts.size, usedMs: facts.mtimeMs });
    }
    let bytes = clips.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size } of clips.toSorted((a, b) => a.usedMs - b.usedMs)) {
      if (bytes <= this.#mostBytes) return;
      if (path === asked) continue;
      await rm(path, { force: true });
      bytes -= size;
    }
  }
}

/** Also notes that it was asked for. */
async function isThere(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}
