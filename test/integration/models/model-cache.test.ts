import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogModel, modelsOf } from '../../../native-models/catalog.ts';
import { makeModel } from '../../../native-models/make-model.ts';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { ModelCache } from '../../../src-main/models/model-cache.ts';
import {
  ensureStarterPack,
  listModels,
  openModels,
  verifyModels,
} from '../../../src-main/models/starter-pack.ts';

const models = modelsOf('starter');
const maker = fileURLToPath(new URL('./make-pack.ts', import.meta.url));

let cacheFolder: string;
let packFolder: string;

beforeEach(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'kinora-cache-'));
  packFolder = new ModelCache(cacheFolder, 'starter', models).folder;
});

afterEach(async () => {
  await rm(cacheFolder, { recursive: true });
});

const states = async () => (await listModels(cacheFolder)).map(({ state }) => state);
const allReady = models.map(() => 'ready');
const files = async () => (await readdir(packFolder)).toSorted();
const modelFiles = models.map(({ made }) => made.file).toSorted();
const blazeface = () => join(packFolder, 'blazeface.onnx');

/** Starts a process that makes the pack. */
function startMaker() {
  const child = spawn(process.execPath, [maker, cacheFolder], { stdio: ['ignore', 'ignore', 'inherit'] });
  return { child, ended: once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]> };
}

describe('the model cache', () => {
  it('is made once, model by model with progress, and left alone afterwards', async () => {
    expect(await states()).toEqual(models.map(() => 'not-made'));
    const progress: string[] = [];
    await ensureStarterPack(cacheFolder, (done, total, name) => progress.push(`${done}/${total} ${name}`));
    expect(progress).toEqual(models.map(({ family }, index) => `${index + 1}/${models.length} ${family}`));
    expect(await states()).toEqual(allReady);
    expect(await files()).toEqual(modelFiles);
    const { mtimeMs } = await stat(blazeface());
    await ensureStarterPack(cacheFolder);
    expect((await stat(blazeface())).mtimeMs).toBe(mtimeMs);
  });

  it('tells of each model what it is, where it comes from and under which licence', async () => {
    const [first] = await listModels(cacheFolder);
    expect(first).toMatchObject({
      id: 'blazeface',
      task: 'face-detection',
      pack: 'starter',
      provider: 'cpu',
    });
    expect(first?.source).toBe('@vladmandic/human 3.3.6');
    expect(first?.licence).toContain('MIT');
    expect(first?.bytes).toBe(catalogModel('blazeface').made.bytes);
  });
});

describe('a broken cache is noticed and made anew', () => {
  const damages: Readonly<Record<string, () => Promise<void>>> = {
    'half a file': async () => truncate(blazeface(), 200_000),
    'an empty file': async () => truncate(blazeface(), 0),
    'one wrong byte': async () => {
      const bytes = await readFile(blazeface());
      bytes[300_000]! ^= 1;
      await writeFile(blazeface(), bytes);
    },
    'a web page in its place': async () => writeFile(blazeface(), '<!doctype html><title>Not found</title>'),
    'a web page of the same size': async () => {
      const { size } = await stat(blazeface());
      await writeFile(blazeface(), '<!doctype html>'.padEnd(size));
    },
    'a folder in its place': async () => {
      await rm(blazeface());
      await mkdir(join(blazeface(), 'inside'), { recursive: true });
    },
  };
  for (const [title, damage] of Object.entries(damages)) {
    it(title, async () => {
      await ensureStarterPack(cacheFolder);
      await damage();
      expect((await listModels(cacheFolder))[0]?.state).toBe('broken');
      const opened = await openModels(cacheFolder, { threads: 1 });
      await opened.close();
      expect(await states()).toEqual(allReady);
    });
  }
});

it('damage that does not show from outside is found when every byte is read', async () => {
  await ensureStarterPack(cacheFolder);
  const day = new Date('2026-01-02T03:04:05Z');
  await utimes(blazeface(), day, day);
  expect(await states()).toEqual(allReady);
  const bytes = await readFile(blazeface());
  bytes[300_000]! ^= 1;
  await writeFile(blazeface(), bytes);
  await utimes(blazeface(), day, day);
  expect(await states()).toEqual(allReady);
  expect((await verifyModels(cacheFolder))[0]?.state).toBe('broken');
});

describe('nothing unfinished is ever taken for a model', () => {
  it('two processes at once make one whole cache', async () => {
    const makers = [startMaker(), startMaker()];
    expect(await Promise.all(makers.map(async ({ ended }) => (await ended)[0]))).toEqual([0, 0]);
    expect(await states()).toEqual(allReady);
    expect(await files()).toEqual(modelFiles);
  });

  it('a process killed at any moment leaves a cache that the next one completes', async () => {
    for (const delay of [150, 300, 450, 600, 750]) {
      const { child, ended } = startMaker();
      await sleep(delay);
      child.kill('SIGKILL');
      await ended;
      expect(await states()).not.toContain('broken');
    }
    await ensureStarterPack(cacheFolder);
    expect(await states()).toEqual(allReady);
  });

  it('what a killed process left behind is removed once it is old', async () => {
    await mkdir(packFolder, { recursive: true });
    const [old, young] = ['blazeface.onnx.1.unfinished', 'blazeface.onnx.2.unfinished'] as const;
    await writeFile(join(packFolder, old), 'half');
    await writeFile(join(packFolder, young), 'half');
    const hourAgo = Date.now() / 1000 - 3600;
    await utimes(join(packFolder, old), hourAgo, hourAgo);
    await ensureStarterPack(cacheFolder);
    expect(await files()).toEqual([...modelFiles, young].toSorted());
  });
});

describe('what stands in the way is told in a sentence', () => {
  it('a source file that is not the known one is never converted', async () => {
    const model = catalogModel('blazeface');
    const [json, weights] = model.source.files as [
      (typeof model.source.files)[0],
      (typeof model.source.files)[0],
    ];
    const changed = { ...model.source, files: [json, { ...weights, sha256: '0'.repeat(64) }] };
    const failure = await makeModel({ ...model, source: changed }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserFacingError);
    expect(String(failure)).toContain('models/blazeface.bin of the package @vladmandic/human');
  });

  it('a package that is not installed', async () => {
    const model = catalogModel('blazeface');
    const missing = { ...model, source: { ...model.source, package: '@kinora/no-such-package' } };
    await expect(makeModel(missing)).rejects.toThrow('@kinora/no-such-package');
  });

  it('a cache folder that is a file', async () => {
    const file = join(cacheFolder, 'file');
    await writeFile(file, '');
    const failure = await ensureStarterPack(file).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserFacingError);
    expect(String(failure)).toContain(file);
    expect((failure as UserFacingError).remedy).toContain('KINORA_CACHE');
  });
});
