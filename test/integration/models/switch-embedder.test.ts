import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DownloadModel } from '../../../native-models/downloads.ts';
import { LibraryWriter } from '../../../src-main/indexing/library-writer.ts';
import { ModelManager } from '../../../src-main/models/manager/model-manager.ts';
import { overviewOf } from '../../../src-main/models/manager/model-overview.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import { openForReading } from '../../../src-main/store/library-database.ts';
import { downloadModel, knownFile } from '../../fixtures/download-model.ts';
import { hasSharedModels, sharedModelPath } from '../../fixtures/shared-models.ts';
import { makeShortFilm } from '../cli/short-film.ts';

const file = 'mobilefacenet.onnx';

describe.runIf(hasSharedModels)('choosing another face embedder', { timeout: 300_000 }, () => {
  let home: string;
  let cache: string;
  let manager: ModelManager;
  let model: DownloadModel;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'kinora-switch-'));
    cache = join(home, 'cache');
    const stick = join(home, 'stick');
    const graph = await readFile(sharedModelPath('mobilefacenet_insightface_y1.onnx'));
    model = {
      ...downloadModel('small-faces', [knownFile(file, `https://example.org/${file}`, graph)]),
      family: 'face-embedder',
      graphContract: 'sface',
      dimension: 128,
      thresholds: { cosine: 0.3 },
    };
    manager = new ModelManager(cache, { models: [model] });
    await mkdir(stick);
    await copyFile(sharedModelPath('mobilefacenet_insightface_y1.onnx'), join(stick, file));
    await expect(manager.use('small-faces')).rejects.toThrow('is not installed, or not whole');
    expect((await manager.import(stick)).imported).toEqual(['small-faces']);
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  const load = () => openModels(cache, { threads: 2 }, [model]);

  it('looks at films and portraits anew, and what the old one saw answers until a film is done', async () => {
    const film = await makeShortFilm();
    const libraryFolder = join(home, 'library');
    const seenMeanwhile: string[] = [];
    let reader: ReturnType<typeof openForReading> | null = null;
    const modelsOfAda = (): string[] =>
      reader!
        .prepare(
          `SELECT DISTINCT model FROM identities JOIN face_tracks ON face_tracks.id = track_id
           JOIN people ON people.id = person_id WHERE name = 'Ada'`,
        )
        .pluck()
        .all() as string[];
    const writer = new LibraryWriter(
      { libraryFolder, modelCache: cache },
      {
        progress: ({ step }) => {
          if (reader && step === 'faces') seenMeanwhile.push(modelsOfAda().join(' and '));
        },
        changed: () => {},
      },
      load,
    );
    try {
      await writer.indexer.index([film.path]);
      await writer.people.enrol(
        'Ada',
        film.portraits['Ada']!.slice(0, 2).map((path) => ({ path })),
      );
      reader = openForReading(libraryFolder);
      expect(modelsOfAda()).toEqual(['faceres']);

      expect(await manager.use('small-faces')).toEqual({ family: 'face-embedder', id: 'small-faces' });
      expect(await writer.indexer.renew()).toMatchObject({ videos: 1, failed: [] });
      // At no moment both, at no moment none: the film's rows change in one transaction.
      const answers = seenMeanwhile.filter((answer, at) => answer !== seenMeanwhile[at - 1]);
      expect(answers[0]).toBe('faceres');
      expect(['faceres', 'small-faces']).toEqual(expect.arrayContaining(answers));
      expect(modelsOfAda()).toEqual(['small-faces']);
      const lengths = reader.prepare('SELECT DISTINCT length(embedding) FROM model_vectors_1').pluck().all();
      expect(lengths).toEqual([128 * 4]);
      expect(reader.prepare('SELECT count(*) FROM face_vectors').pluck().get()).toBe(0);

      await manager.use('faceres');
      await writer.indexer.renew();
      expect(modelsOfAda()).toEqual(['faceres']);
    } finally {
      reader?.close();
      await writer.close();
    }
  });

  it('never loads a damaged one: the starter pack does the work', async () => {
    await manager.use('small-faces');
    const inUse = async () =>
      (await overviewOf(cache, manager)).filter(({ inUse }) => inUse).map(({ id }) => id);
    expect(await inUse()).toContain('small-faces');
    const notes = (await overviewOf(cache, manager)).find(({ id }) => id === 'small-faces')!.notes;
    expect(notes.join()).toContain('is not calibrated');
    expect(await inUse()).not.toContain('faceres');
    const path = join(manager.installed.folderOf('small-faces'), file);
    const bytes = await readFile(path);
    bytes[bytes.length - 100]! ^= 1;
    await writeFile(path, bytes);
    const models = await load();
    expect(models.faceEmbedder.modelId).toBe('faceres');
    await models.close();
    expect(await manager.verify('small-faces')).toEqual({ whole: [], broken: ['small-faces'] });
    expect(await inUse()).toContain('faceres');
    expect(await manager.remove('small-faces')).toBe(true);
  });
});
