import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSound } from './shared-media.ts';
import { yamnet } from '../../fixtures/shared-model-descriptions.ts';
import { hasSharedModels, openGraph, sharedModelFiles } from '../../fixtures/shared-models.ts';
import { downloadModel, knownFile } from '../../fixtures/download-model.ts';
import type { DownloadModel } from '../../../native-models/downloads.ts';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import { SoundListener } from '../../../src-main/indexing/voices/sound-listener.ts';
import { classNames } from '../../../src-main/models/adapters/class-names.ts';
import { YamnetDetector } from '../../../src-main/models/adapters/yamnet-detector.ts';
import { ModelManager } from '../../../src-main/models/manager/model-manager.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';

async function openYamnet(): Promise<YamnetDetector> {
  const classes = await classNames(yamnet.classes, sharedModelFiles);
  return new YamnetDetector(yamnet, classes, await sharedModelFiles.open(yamnet.file));
}

/** The class that is heard most on the whole. */
async function heard(detector: YamnetDetector, samples: Float32Array): Promise<string> {
  const windows = await detector.detect(samples);
  const means = detector.classes.map(
    (_, index) => windows.reduce((sum, { scores }) => sum + scores[index]!, 0) / windows.length,
  );
  return detector.classes[means.indexOf(Math.max(...means))]!;
}

describe.skipIf(!hasSharedModels)('YAMNet', () => {
  it('knows its 521 classes by name', async () => {
    const { classes } = await openYamnet();
    expect(classes.length).toBe(521);
    expect(classes[1]).toBe('Child speech, kid speaking');
    expect(classes).toContain('Laughter');
  });

  it('hears speech, silence, noise and a tone for what they are', async () => {
    const detector = await openYamnet();
    expect(await heard(detector, (await readSound('audio/jfk.flac')).subarray(0, 64_000))).toBe('Speech');
    expect(await heard(detector, new Float32Array(32_000))).toBe('Silence');
    let state = 3;
    const next = (): number => ((state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5) * 0.8;
    const noise = Float32Array.from({ length: 32_000 }, next);
    expect(['White noise', 'Noise', 'Static', 'Pink noise']).toContain(await heard(detector, noise));
    const tone = Float32Array.from(
      { length: 32_000 },
      (_, i) => 0.4 * Math.sin((2 * Math.PI * 1000 * i) / 16_000),
    );
    expect(['Sine wave', 'Beep, bleep', 'Tuning fork', 'Dial tone']).toContain(await heard(detector, tone));
  });

  it('hears neither laughter nor music in a speech', async () => {
    const listener = new SoundListener(await openYamnet());
    await listener.hear(await readSound('audio/jfk.flac'));
    expect(await listener.finish()).toEqual([]);
  });

  it('covers a sound to its end with windows half a window apart', async () => {
    const detector = await openYamnet();
    const windows = await detector.detect(new Float32Array(40_000));
    expect(windows.map(({ start }) => Number(start.toFixed(2)))).toEqual([0, 0.48, 0.96, 1.44, 1.92]);
    expect(windows.at(-1)!.end).toBeGreaterThanOrEqual(2.5);
    expect((await detector.detect(new Float32Array(10))).length).toBe(1);
  });
});

/** The loudness of the half of each window that the next one does not share, for each of three classes once, twice, thrice. */
function loudnessGraph(): Uint8Array {
  const graph = new OnnxGraphWriter('waveform');
  graph.addInput('waveform', 'float32', ['samples']);
  const whole = (...values: number[]): string =>
    graph.addConstant(BigInt64Array.from(values, BigInt), [values.length], 'whole');
  const rest = graph.addNode('Slice', ['waveform', whole(15_600 - 7680), whole(1_000_000), whole(0)]);
  const halves = graph.addNode('Reshape', [rest, whole(-1, 7680)]);
  const loudness = graph.addNode('ReduceMean', [graph.addNode('Mul', [halves, halves]), whole(1)]);
  const classes = graph.addConstant(Float32Array.of(1, 2, 3), [1, 3], 'classes');
  graph.addNode('MatMul', [loudness, classes], {}, 'output_0');
  graph.addOutput('output_0', 'float32', ['patches', 3]);
  return graph.toBytes();
}

it('an export that takes sound as it is hears the same windows', async () => {
  const detector = new YamnetDetector(
    { ...yamnet, input: 'waveform', inputIs: 'waveform', output: 'output_0' },
    ['one', 'two', 'three'],
    await openGraph('waveform', loudnessGraph()),
  );
  const samples = new Float32Array(40_000);
  samples.fill(0.5, 15_600, 15_600 + 7680);
  const windows = await detector.detect(samples);
  expect(windows.map(({ scores }) => scores[2]!.toFixed(2))).toEqual([
    '0.00',
    '0.75',
    '0.00',
    '0.00',
    '0.00',
  ]);
  expect(windows[1]!.start).toBeCloseTo(0.48, 5);
});

describe('a model that is chosen', { timeout: 120_000 }, () => {
  let home: string;
  beforeAll(async () => void (home = await mkdtemp(join(tmpdir(), 'kinora-sounds-'))));
  afterAll(() => rm(home, { recursive: true, force: true }));

  it('hears laughter and music in films, and none of it while nothing is chosen', async () => {
    const cache = join(home, 'cache');
    const stick = join(home, 'stick');
    await mkdir(stick);
    const graph = loudnessGraph();
    const labels = Buffer.from('index,mid,display_name\n0,/m/0,Speech\n1,/m/1,Laughter\n2,/m/2,Music\n');
    const model: DownloadModel = {
      ...downloadModel('loudness', [
        knownFile('loudness.onnx', 'https://example.org/loudness.onnx', graph),
        { ...knownFile('labels.csv', 'https://example.org/labels.csv', labels), role: 'labels' },
      ]),
      family: 'audio-events',
      graphContract: 'yamnet-waveform',
    };
    await writeFile(join(stick, 'loudness.onnx'), graph);
    await writeFile(join(stick, 'labels.csv'), labels);
    const manager = new ModelManager(cache, { models: [model] });
    expect((await manager.import(stick)).imported).toEqual(['loudness']);
    const load = () => openModels(cache, { threads: 1 }, [model]);
    const before = await load();
    expect(before.audioEvents).toBeNull();
    await before.close();
    await manager.use('loudness');
    const models = await load();
    try {
      const listener = new SoundListener(models.audioEvents!);
      const samples = new Float32Array(400_000);
      samples.fill(0.5, 200_000, 240_000);
      await listener.hear(samples);
      const heard = await listener.finish();
      expect(heard.map(({ kind }) => kind).toSorted()).toEqual(['laughter', 'music']);
      for (const { start, end } of heard) {
        expect(start).toBeGreaterThan(11);
        expect(end).toBeLessThan(16.5);
      }
    } finally {
      await models.close();
    }
  });
});
