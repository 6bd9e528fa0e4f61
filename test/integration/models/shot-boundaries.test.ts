import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelFilesIn } from '../../fixtures/shared-models.ts';
import { downloads } from '../../../native-models/downloads.ts';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import type { Frame } from '../../../src-main/domain/image.ts';
import type { Shot } from '../../../src-main/domain/shot.ts';
import { describeDownload } from '../../../src-main/models/describe-download.ts';
import type { ShotBoundaryDescription } from '../../../src-main/models/families/model-description.ts';
import { learnedShotDetector } from '../../../src-main/models/learned-shot-detector.ts';
import { openShotBoundaryModel } from '../../../src-main/models/open-family.ts';

const rate = 25;
const int = (value: number): { int: number } => ({ int: value });
const whole = (...values: number[]): BigInt64Array => BigInt64Array.from(values.map(BigInt));

/** Takes and gives what TransNet V2 does: a picture is a boundary the more the next one differs from it. */
function differenceGraph(input: string, outputs: readonly string[]): Uint8Array {
  const graph = new OnnxGraphWriter('differences');
  graph.addInput(input, 'float32', [1, 100, 27, 48, 3]);
  for (const output of outputs) graph.addOutput(output, 'float32', [1, 100, 1]);
  const list = (...values: number[]): string => graph.addConstant(whole(...values), [values.length], 'list');
  const part = (from: number, to: number): string =>
    graph.addNode('Slice', [input, list(from), list(to), list(1)]);
  const number = (value: number): string => graph.addConstant(Float32Array.of(value), [1], 'number');
  const change = graph.addNode('Abs', [graph.addNode('Sub', [part(1, 100), part(0, 99)])]);
  const means = graph.addNode('ReduceMean', [change, list(2, 3, 4)], { keepdims: int(0) });
  const none = graph.addConstant(new Float32Array(1), [1, 1], 'none');
  const padded = graph.addNode('Concat', [means, none], { axis: int(1) });
  const score = graph.addNode('Mul', [graph.addNode('Sub', [padded, number(1.2)]), number(8)]);
  const probability = graph.addNode('Sigmoid', [score]);
  for (const output of outputs) graph.addNode('Unsqueeze', [probability, list(2)], {}, output);
  return graph.toBytes();
}

const description: ShotBoundaryDescription = {
  id: 'differences',
  adapter: 'transnet',
  file: 'differences.onnx',
  input: { name: 'input', width: 48, height: 27 },
  window: 100,
  context: 25,
  output: 'single_frame',
  transitionOutput: 'many_hot',
  threshold: 0.5,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shot-boundaries-'));
  await writeFile(join(folder, description.file), differenceGraph('input', ['single_frame', 'many_hot']));
});
afterAll(() => rm(folder, { recursive: true }));

/** A film of stripes: cuts at pictures 40 and 180, a dissolve over 90 to 110, a fade through black over 220 to 250. */
function drawn(index: number): Frame {
  const share = (from: number, to: number): number => Math.min(1, Math.max(0, (index - from) / (to - from)));
  const stripes = (seed: number, x: number): number => ((x * seed * 37) % 200) + 30;
  const data = Uint8Array.from({ length: 64 * 36 * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % 64;
    if (index < 40) return stripes(1, x);
    if (index < 180) return stripes(2, x) * (1 - share(90, 110)) + stripes(3, x) * share(90, 110);
    if (index < 235) return stripes(4, x) * (1 - share(220, 235));
    return stripes(5, x) * share(235, 250);
  });
  return { time: index / rate, width: 64, height: 36, data };
}

async function shotsOf(model: ShotBoundaryDescription, count: number): Promise<Shot[]> {
  const detector = learnedShotDetector(await openShotBoundaryModel(model, modelFilesIn(folder)));
  for (let i = 0; i < count; i++) await detector.push(drawn(i));
  return detector.finish(count / rate);
}

describe('a learned model of shot boundaries', () => {
  it('finds cuts to the picture, and dissolves and fades at their middle, across its windows', async () => {
    const shots = await shotsOf(description, 300);
    expect(shots.map(({ transition }) => transition)).toEqual(['start', 'cut', 'dissolve', 'cut', 'fade']);
    expect(shots[1]!.start).toBe(40 / rate);
    expect(shots[3]!.start).toBe(180 / rate);
    expect(Math.abs(shots[2]!.start - 100 / rate)).toBeLessThanOrEqual(2 / rate);
    expect(Math.abs(shots[4]!.start - 235 / rate)).toBeLessThanOrEqual(2 / rate);
    expect(shots.at(-1)!.end).toBe(300 / rate);
  });

  it.each([1, 2, 24, 50, 75, 76, 149])('gives a film of %i pictures the boundaries it has', async (count) => {
    const shots = await shotsOf(description, count);
    const starts = [0, ...(count > 40 ? [40 / rate] : []), ...(count > 111 ? [shots[2]!.start] : [])];
    expect(shots.map(({ start }) => start)).toEqual(starts);
  });

  it('does without the output for whole transitions', async () => {
    const { transitionOutput, ...single } = description;
    expect(transitionOutput).toBeDefined();
    expect(await shotsOf(single, 300)).toHaveLength(5);
  });

  it('is what the catalogue describes', async () => {
    const entry = downloads.find(({ family }) => family === 'shot-boundary')!;
    const described = describeDownload(entry) as ShotBoundaryDescription;
    expect(described).toMatchObject({ adapter: 'transnet', window: 100, context: 25, threshold: 0.5 });
    await writeFile(join(folder, described.file), differenceGraph(described.input.name, [described.output]));
    expect(await shotsOf(described, 60)).toHaveLength(2);
  });

  it('says so when a graph answers for another number of pictures', async () => {
    await expect(shotsOf({ ...description, window: 50, context: 10 }, 60)).rejects.toThrow();
  });
});
