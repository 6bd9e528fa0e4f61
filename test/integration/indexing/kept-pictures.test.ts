import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dot } from '../../../src-main/domain/vector.ts';
import { LibraryWriter } from '../../../src-main/indexing/library-writer.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import type { ModelSet } from '../../../src-main/models/model-interfaces.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import { libraryFolders, openForReading } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import { makeShortFilm } from '../cli/short-film.ts';

let folder: string;
let film: string;
let library: string;
let writer: LibraryWriter;
/** What the models call themselves; others by name compute the same. */
const names = { pictures: '', embedder: '' };
let spawns: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-kept-'));
  film = (await makeShortFilm()).path;
  library = join(folder, 'library');
  const tools = await findFfmpeg();
  const programs = join(folder, 'programs');
  spawns = join(folder, 'spawns');
  await mkdir(programs);
  await writeFile(spawns, '');
  for (const [name, program] of Object.entries({ ffmpeg: tools.ffmpeg, ffprobe: tools.ffprobe })) {
    const path = join(programs, name);
    await writeFile(path, `#!/bin/sh\necho ${name} >> '${spawns}'\nexec '${program}' "$@"\n`);
    await chmod(path, 0o755);
  }
  const quiet = { progress: () => {}, changed: () => {} };
  const options = { libraryFolder: library, modelCache: modelCacheFolder(), ffmpegSetting: programs };
  writer = new LibraryWriter(options, quiet, async (cache) => renamed(await openModels(cache)));
  await writer.indexer.index([film]);
});

afterAll(async () => {
  await writer.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => writeFile(spawns, ''));

const startedPrograms = async (): Promise<string[]> =>
  (await readFile(spawns, 'utf8')).split('\n').slice(0, -1);

function renamed(models: ModelSet): ModelSet {
  const { pictures, faceEmbedder } = models;
  return {
    ...models,
    pictures: {
      modelId: pictures.modelId + names.pictures,
      dimension: pictures.dimension,
      encodeImages: (images) => pictures.encodeImages(images),
    },
    faceEmbedder: {
      modelId: faceEmbedder.modelId + names.embedder,
      dimension: faceEmbedder.dimension,
      threshold: faceEmbedder.threshold,
      describe: (image, face) => faceEmbedder.describe(image, face),
    },
  };
}

function read<T>(work: (store: LibraryStore) => T): T {
  const db = openForReading(library);
  try {
    return work(new LibraryStore(db));
  } finally {
    db.close();
  }
}

const framesOf = (model: string) => read(({ frames }) => [...frames.byVideo(1, model)]);
const tracksOf = (model: string) => read(({ faces }) => [...faces.embeddings(1, model)]);

describe.skipIf(process.platform === 'win32')('a film that was indexed once', () => {
  test('is described by another picture model without being decoded', async () => {
    const before = framesOf('concept-bank-1');
    expect(before.length).toBeGreaterThan(4);
    names.pictures = '-another';
    expect(await writer.indexer.renew()).toMatchObject({ videos: 1, failed: [] });
    expect(await startedPrograms()).toEqual([]);
    expect(framesOf('concept-bank-1')).toEqual([]);
    const after = framesOf('concept-bank-1-another');
    expect(after.map(({ time }) => time)).toEqual(before.map(({ time }) => time));
    for (const [at, { vector }] of after.entries()) {
      expect(dot(vector, before[at]!.vector)).toBeGreaterThan(0.97);
    }
  });

  test('has its faces described by another embedder without being decoded', async () => {
    const before = tracksOf('faceres');
    expect(before.length).toBeGreaterThan(2);
    names.embedder = '-another';
    await writer.indexer.renew();
    expect(await startedPrograms()).toEqual([]);
    const after = tracksOf('faceres-another');
    expect(after.map(({ start, end }) => ({ start, end }))).toEqual(
      before.map(({ start, end }) => ({ start, end })),
    );
    for (const [at, { embedding }] of after.entries()) {
      expect(dot(embedding, before[at]!.embedding)).toBeGreaterThan(0.98);
    }
  });

  test('is decoded again when what was kept is damaged', async () => {
    const cache = new BetterSqlite(libraryFolders(library).frameCache);
    cache.prepare(`UPDATE pictures SET jpeg = x'00' WHERE number = 2`).run();
    cache.close();
    names.pictures = '-third';
    expect(await writer.indexer.renew()).toMatchObject({ videos: 1, failed: [] });
    expect(await startedPrograms()).toContain('ffmpeg');
    expect(framesOf('concept-bank-1-third').length).toBeGreaterThan(4);
  });

  test('leaves nothing behind when it is removed', async () => {
    const cache = new BetterSqlite(libraryFolders(library).frameCache, { readonly: true });
    const count = () => cache.prepare('SELECT count(*) FROM pictures').pluck().get();
    expect(count()).toBeGreaterThan(10);
    await writer.removeVideo(1);
    expect(count()).toBe(0);
    cache.close();
  });
});
