import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';
import { makeModel } from '../../native-models/make-model.ts';
import type { CatalogModel } from '../../native-models/catalog.ts';

/** Age from which an unfinished file must be left over from a process that was killed. */
const abandonedAfterMs = 10 * 60 * 1000;
const unfinished = '.unfinished';

export type CachedState =
  { readonly state: 'ready'; readonly bytes: Uint8Array } | { readonly state: 'not-made' | 'broken' };

/** Files that were read whole in this process, by path, and what they looked like from outside then. */
const foundWhole = new Map<string, string>();

// Note: what makes the cache safe
// A model's file is trusted only after its size and its SHA-256 have been compared with the catalogue's, on the very
// bytes that are then loaded. It comes to be by writing a file of another name beside it and renaming that: whoever is
// killed in between leaves a file that nobody reads, and two processes at once write the same bytes twice.

/** The made models of one pack. Its folder is named for its content, so that versions of Kinora do not meet there. */
export class ModelCache {
  readonly models: readonly CatalogModel[];
  readonly folder: string;

  constructor(cacheFolder: string, pack: string, models: readonly CatalogModel[]) {
    const content = createHash('sha256');
    for (const { id, made } of models) content.update(`${id} ${made.sha256}\n`);
    this.models = models;
    this.folder = join(cacheFolder, 'models', `${pack}-${content.digest('hex').slice(0, 12)}`);
  }

  /**
   * Whether the model's file is whole. A file that was read whole is not read again while its size, its time and its
   * number on the disk stay; whoever loads it uses {@link read}.
   */
  async look(model: CatalogModel): Promise<CachedState['state']> {
    const path = this.#pathOf(model);
    const mark = await stat(path, { bigint: true }).then(
      ({ size, mtimeNs, ino }) => `${model.made.sha256} ${size} ${mtimeNs} ${ino}`,
      () => null,
    );
    if (mark !== null && foundWhole.get(path) === mark) return 'ready';
    const { state } = await this.read(model);
    if (mark !== null && state === 'ready') foundWhole.set(path, mark);
    return state;
  }

  /** The model's verified bytes, or why there are none. */
  async read(model: CatalogModel): Promise<CachedState> {
    const path = this.#pathOf(model);
    try {
      const { size } = await stat(path);
      if (size !== model.made.bytes) return { state: 'broken' };
      const bytes = await readFile(path);
      return (await hashOf(bytes)) === model.made.sha256 ? { state: 'ready', bytes } : { state: 'broken' };
    } catch (error) {
      return { state: isMissing(error) ? 'not-made' : 'broken' };
    }
  }

  /** Makes the model, whatever lies in its place, and returns its bytes. */
  async make(model: CatalogModel): Promise<Uint8Array> {
    const bytes = await makeModel(model);
    if ((await hashOf(bytes)) !== model.made.sha256) {
      throw new UserFacingError(
        'bad-model',
        `The model ${model.family} did not come out as it should.`,
        'Install Kinora again (npm ci in a checkout).',
      );
    }
    try {
      await mkdir(this.folder, { recursive: true });
      await writeWhole(this.#pathOf(model), bytes);
    } catch (error) {
      throw new UserFacingError(
        'bad-model',
        `The model ${model.family} could not be kept in ${this.folder}.`,
        'Make room on the disk, or name another folder in the environment variable KINORA_CACHE.',
        error,
      );
    }
    return bytes;
  }

  /** Removes what killed processes left behind. */
  async clean(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names.filter((candidate) => candidate.endsWith(unfinished))) {
      const path = join(this.folder, name);
      const age = await stat(path).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > abandonedAfterMs) await rm(path, { force: true });
    }
  }

  #pathOf(model: CatalogModel): string {
    return join(this.folder, model.made.file);
  }
}

/** Puts `bytes` at `path` at one stroke, on the disk before they carry the name. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}${unfinished}`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await clearPlace(path);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A folder where the file belongs would stop the rename. */
async function clearPlace(path: string): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there?.isDirectory()) await rm(path, { recursive: true, force: true });
}

/** Beside this thread, which others wait for: models are large. */
async function hashOf(bytes: Uint8Array): Promise<string> {
  // Neither a file's bytes nor a made model's are memory that threads share.
  const own = bytes as Uint8Array<ArrayBuffer>;
  return Buffer.from(await crypto.subtle.digest('SHA-256', own)).toString('hex');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
