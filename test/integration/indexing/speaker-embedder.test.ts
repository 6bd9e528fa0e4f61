import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DownloadModel } from '../../../native-models/downloads.ts';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import { demoAssetsFolder } from '../../../src-main/film-maker/demo-assets.ts';
import { decodeLearned } from '../../../src-main/indexing/voices/voice-sum-code.ts';
import { FbankSpeakerEmbedder } from '../../../src-main/models/adapters/fbank-speaker-embedder.ts';
import { ModelManager } from '../../../src-main/models/manager/model-manager.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import { voiceFrameModel } from '../../../src-main/models/voice-frames.ts';
import { downloadModel, knownFile } from '../../fixtures/download-model.ts';
import { RechosenLibrary } from '../../fixtures/rechosen-library.ts';
import { openGraph } from '../../fixtures/shared-models.ts';
import { useMediaBench } from '../media/made-media.ts';

const bench = useMediaBench();
let home: string;
let library: RechosenLibrary;
let film: string;

/** A speaker model's contract that computes the energy's spread in each of 80 bands. */
function spreadGraph(): Uint8Array {
  const graph = new OnnxGraphWriter('voice');
  graph.addInput('feats', 'float32', ['batch', 'frames', 80]);
  const axis = graph.addConstant(BigInt64Array.of(1n), [1], 'axis');
  graph.addNode(
    'ReduceMean',
    [graph.addNode('Mul', ['feats', 'feats']), axis],
    { keepdims: { int: 0 } },
    'embs',
  );
  graph.addOutput('embs', 'float32', ['batch', 80]);
  return graph.toBytes();
}

async function openEmbedder(id: string): Promise<FbankSpeakerEmbedder> {
  return new FbankSpeakerEmbedder(
    { id, adapter: 'fbank-speaker', file: 'voice.onnx', input: 'feats', minSeconds: 0.5, threshold: 0.4 },
    await openGraph(id, spreadGraph()),
  );
}

async function indexWith(id: string | null): Promise<void> {
  await library.index(film, { speakerEmbedder: id === null ? null : await openEmbedder(id) });
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kinora-embedder-'));
  library = await RechosenLibrary.open(join(home, 'library'));
  const voice = join(demoAssetsFolder(), 'voices', 'amber.opus');
  const picture = ['-f', 'lavfi', '-i', 'color=black:size=64x36:rate=1/5:duration=20'];
  film = await bench.make('film.mkv', ...picture, '-i', `file:${voice}`, '-t', '20', '-c:v', 'ffv1');
});
afterAll(async () => {
  await library.close();
  await rm(home, { recursive: true, force: true });
});

describe('A film whose voices a speaker embedder describes', { timeout: 300_000 }, () => {
  it('has none of it as long as no such model is chosen', async () => {
    await indexWith(null);
    expect(library.read(({ voices }) => voices.windows(1))).toBeNull();
    expect(library.read(({ speakers }) => speakers.samples(voiceFrameModel)).length).toBeGreaterThan(0);
  });

  it('keeps windows of all its speech, and what they make of each voice', async () => {
    await indexWith('small');
    const { model, threshold, windows } = library.read(({ voices }) => voices.windows(1))!;
    expect([model, threshold]).toEqual(['small', 0.4]);
    for (const { start, end } of library.read(({ videos }) => videos.speech(1))) {
      const own = windows.filter((window) => window.end > start && window.start < end);
      expect(own[0]!.start).toBeCloseTo(start, 2);
      expect(own.at(-1)!.end).toBeCloseTo(end, 2);
    }
    for (const { vector } of windows) expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    const samples = library.read(({ speakers }) => speakers.samples(voiceFrameModel));
    expect(samples.length).toBeGreaterThan(0);
    for (const { learned, learnedModel } of samples) {
      expect(learnedModel).toBe('small');
      expect(decodeLearned(learned!, learnedModel!).seconds).toBeGreaterThan(1);
    }
  });

  it('is described anew by another model, and no more when it is taken back', async () => {
    await indexWith('other');
    expect(library.read(({ voices }) => voices.windows(1))!.model).toBe('other');
    await indexWith(null);
    expect(library.read(({ voices }) => voices.windows(1))).toBeNull();
    const samples = library.read(({ speakers }) => speakers.samples(voiceFrameModel));
    expect(samples.every(({ learned }) => learned === null)).toBe(true);
  });
});

describe('A speaker embedder that was fetched', { timeout: 120_000 }, () => {
  it('describes voices once it is chosen', async () => {
    const cache = join(home, 'cache');
    const stick = join(home, 'stick');
    await mkdir(stick);
    const graph = spreadGraph();
    await writeFile(join(stick, 'spread.onnx'), graph);
    const model: DownloadModel = {
      ...downloadModel('spread', [knownFile('spread.onnx', 'https://example.org/spread.onnx', graph)]),
      family: 'speaker-embedder',
      graphContract: 'wespeaker',
      thresholds: { cosine: 0.5 },
    };
    const manager = new ModelManager(cache, { models: [model] });
    await manager.import(stick);
    expect(await manager.use('spread')).not.toBeNull();
    const chosen = await openModels(cache, { threads: 1 }, [model]);
    try {
      const embedder = chosen.speakerEmbedder!;
      expect(embedder.modelId).toContain('spread');
      expect(embedder.threshold).toBe(0.5);
      const vector = await embedder.describe(new Float32Array(16_000).map(Math.sin));
      expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    } finally {
      await chosen.close();
    }
  });
});
