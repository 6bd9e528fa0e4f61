import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DownloadModel } from '../../../native-models/downloads.ts';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import { LibraryWriter } from '../../../src-main/indexing/library-writer.ts';
import { ModelManager } from '../../../src-main/models/manager/model-manager.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import { openForReading } from '../../../src-main/store/library-database.ts';
import { downloadModel, knownFile } from '../../fixtures/download-model.ts';
import { hasSharedModels, sharedModelPath, sharedPicture } from '../../fixtures/shared-models.ts';
import { makeShortFilm } from '../cli/short-film.ts';

// Models that find faces and bodies and tell people by their looks, chosen in the place of what the program comes with:
// here graphs of the same contracts that always claim the same.

const side = 640;
const int = (value: number): { int: number } => ({ int: value });

/** The mean of a picture input, to which nothing that a graph claims is due, but which it has to take in. */
function nothingOf(graph: OnnxGraphWriter, input: string): string {
  const axes = graph.addConstant(BigInt64Array.of(1n, 2n, 3n), [3], 'axes');
  const mean = graph.addNode('ReduceMean', [input, axes], { keepdims: int(0) });
  return graph.addNode('Mul', [mean, graph.addConstant(Float32Array.of(0), [1], 'zero')]);
}

/** The contract of OSNet: the mean colour of a person. */
function meanColours(): Uint8Array {
  const graph = new OnnxGraphWriter('looks');
  graph.addInput('input', 'float32', [1, 3, 256, 128]);
  const axes = graph.addConstant(BigInt64Array.of(2n, 3n), [2], 'axes');
  graph.addNode('ReduceMean', ['input', axes], { keepdims: int(0) }, 'output');
  graph.addOutput('output', 'float32', [1, 3]);
  return graph.toBytes();
}

/** The contract of D-FINE: a person in the left half of every picture. */
function personAtLeft(): Uint8Array {
  const graph = new OnnxGraphWriter('bodies');
  graph.addInput('pixel_values', 'float32', ['batch', 3, side, side]);
  const logits = new Float32Array(300 * 80).fill(-9);
  logits[0] = 3;
  const nothing = nothingOf(graph, 'pixel_values');
  graph.addNode('Add', [graph.addConstant(logits, [1, 300, 80], 'claims'), nothing], {}, 'logits');
  graph.addOutput('logits', 'float32', [1, 300, 80]);
  const boxes = new Float32Array(300 * 4).fill(0.5);
  boxes.set([0.25, 0.5, 0.4, 0.9], 0);
  graph.addNode('Identity', [graph.addConstant(boxes, [1, 300, 4], 'boxes')], {}, 'pred_boxes');
  graph.addOutput('pred_boxes', 'float32', [1, 300, 4]);
  return graph.toBytes();
}

/** The contract of YuNet: one face of 96 pixels in the middle of the upper left quarter. */
function faceAtLeft(): Uint8Array {
  const graph = new OnnxGraphWriter('faces');
  graph.addInput('input', 'float32', [1, 3, side, side]);
  const nothing = nothingOf(graph, 'input');
  for (const stride of [8, 16, 32]) {
    const cells = (side / stride) ** 2;
    const claim = stride === 32 ? 4 * (side / stride) + 5 : -1;
    const output = (name: string, values: number, own: readonly number[]) => {
      const data = new Float32Array(cells * values);
      if (claim >= 0) data.set(own, claim * values);
      const constant = graph.addConstant(data, [1, cells, values], `${name}_${stride}_values`);
      graph.addNode('Add', [constant, nothing], {}, `${name}_${stride}`);
      graph.addOutput(`${name}_${stride}`, 'float32', [1, cells, values]);
    };
    output('cls', 1, [0.9]);
    output('obj', 1, [0.9]);
    output('bbox', 4, [0, 0, Math.log(3), Math.log(3)]);
    output('kps', 10, [-0.7, -0.5, 0.7, -0.5, 0, 0.1, -0.5, 0.8, 0.5, 0.8]);
  }
  return graph.toBytes();
}

interface Small {
  readonly id: string;
  readonly family: DownloadModel['family'];
  readonly graphContract: string;
  readonly graph: Uint8Array;
  readonly inputs: DownloadModel['inputs'];
  readonly dimension?: number;
}

const picture = (name: string, size: [number, number]): DownloadModel['inputs'] => [
  { name, type: 'float32', shape: [1, 3, ...size] },
];
const smallModels: readonly Small[] = [
  {
    id: 'small-looks',
    family: 'person-embedder',
    graphContract: 'osnet',
    graph: meanColours(),
    inputs: picture('input', [256, 128]),
    dimension: 3,
  },
  {
    id: 'small-bodies',
    family: 'object-detector',
    graphContract: 'd-fine',
    graph: personAtLeft(),
    inputs: picture('pixel_values', [side, side]),
  },
  {
    id: 'small-faces',
    family: 'face-detector',
    graphContract: 'yunet',
    graph: faceAtLeft(),
    inputs: picture('input', [side, side]),
  },
];

describe('choosing what finds faces and bodies and tells looks', { timeout: 600_000 }, () => {
  let home: string;
  let cache: string;
  let manager: ModelManager;
  let models: DownloadModel[];

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'kinora-watchers-'));
    cache = join(home, 'cache');
    const stick = join(home, 'stick');
    await mkdir(stick);
    models = smallModels.map(({ graph, ...small }) => ({
      ...downloadModel(small.id, [knownFile(`${small.id}.onnx`, `https://example.org/${small.id}`, graph)]),
      ...small,
    }));
    for (const { id, graph } of smallModels) await writeFile(join(stick, `${id}.onnx`), graph);
    manager = new ModelManager(cache, { models });
    const { imported } = await manager.import(stick);
    expect(imported.toSorted()).toEqual(['small-bodies', 'small-faces', 'small-looks']);
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  it('looks anew at what depends on them', async () => {
    const film = await makeShortFilm();
    const libraryFolder = join(home, 'library');
    const writer = new LibraryWriter(
      { libraryFolder, modelCache: cache },
      { progress: () => {}, changed: () => {} },
      () => openModels(cache, { threads: 2 }, models),
    );
    try {
      await writer.indexer.index([film.path]);
      const reader = openForReading(libraryFolder);
      const rows = (sql: string): unknown[] => reader.prepare(sql).pluck().all();
      const looks = () => rows('SELECT DISTINCT model FROM body_tracks');
      expect(looks()).toEqual(['clothes-1']);

      await manager.use('small-looks');
      expect(await writer.indexer.renew()).toMatchObject({ videos: 1, failed: [] });
      expect(looks()).toEqual(['small-looks']);
      expect(rows('SELECT DISTINCT length(look) FROM body_tracks')).toEqual([3 * 4]);

      for (const id of ['small-bodies', 'small-faces', 'clothes-1']) await manager.use(id);
      await writer.indexer.renew();
      expect(looks()).toEqual(['clothes-1']);
      expect(rows('SELECT DISTINCT round(x, 2) FROM bodies')).toEqual([0.05]);
      expect(rows('SELECT DISTINCT round(x, 3) FROM faces')).toEqual([0.175]);
      expect(rows('SELECT DISTINCT round(width, 3) FROM faces')).toEqual([0.15]);
      reader.close();
    } finally {
      await writer.close();
    }
  });

  it('describes whole pictures for searches as before, whatever finds faces and bodies', async () => {
    const before = await openModels(cache, { threads: 2 }, models);
    const picture = { width: 64, height: 48, data: new Uint8Array(64 * 48 * 3).fill(120) };
    const [usual] = await before.pictures.encodeImages([picture]);
    await before.close();
    for (const id of ['small-bodies', 'small-faces']) await manager.use(id);
    const after = await openModels(cache, { threads: 2 }, models);
    expect(after.objectDetector.modelId).toBe('small-bodies');
    expect(after.pictures.modelId).toBe(before.pictures.modelId);
    expect(await after.pictures.encodeImages([picture])).toEqual([usual]);
    await after.close();
    await manager.use('blazeface');
    expect(await manager.remove('small-bodies')).toBe(true);
    const removed = await openModels(cache, { threads: 2 }, models);
    expect([removed.objectDetector.modelId, removed.faceDetector.modelId]).toEqual([
      'centernet',
      'blazeface',
    ]);
    await removed.close();
  });
});

describe.runIf(hasSharedModels)('real ones', { timeout: 300_000 }, () => {
  it('find faces that the starter pack describes, and tell people by their looks', async () => {
    const home = await mkdtemp(join(tmpdir(), 'kinora-watchers-'));
    const cache = join(home, 'cache');
    const stick = join(home, 'stick');
    await mkdir(stick);
    const shared = async (
      file: string,
      entry: Partial<DownloadModel> & Pick<DownloadModel, 'id'>,
    ): Promise<DownloadModel> => {
      await copyFile(sharedModelPath(file), join(stick, file));
      const bytes = await readFile(sharedModelPath(file));
      return {
        ...downloadModel(entry.id, [knownFile(file, `https://example.org/${file}`, bytes)]),
        ...entry,
      };
    };
    const models = [
      await shared('yunet_n_dynamic.onnx', { id: 'yunet', family: 'face-detector', graphContract: 'yunet' }),
      await shared('osnet_x0_25_msmt17.onnx', {
        id: 'osnet',
        family: 'person-embedder',
        graphContract: 'osnet',
        dimension: 512,
      }),
    ];
    const manager = new ModelManager(cache, { models });
    await manager.import(stick);
    for (const { id } of models) await manager.use(id);
    const opened = await openModels(cache, { threads: 2 }, models);
    try {
      expect([opened.faceDetector.modelId, opened.personEmbedder.modelId]).toEqual(['yunet', 'osnet']);
      const group = await sharedPicture('stills/bbt4.jpg');
      const faces = await opened.faceDetector.detect(group);
      expect(faces).toHaveLength(6);
      const { embedding } = await opened.faceEmbedder.describe(group, faces[0]!);
      expect(embedding).toHaveLength(1024);
      const look = await opened.personEmbedder.describe(group, { x: 10, y: 10, width: 100, height: 200 });
      expect(look).toHaveLength(512);
    } finally {
      await opened.close();
      await rm(home, { recursive: true, force: true });
    }
  });
});
