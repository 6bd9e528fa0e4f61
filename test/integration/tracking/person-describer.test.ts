import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import { cosine } from '../../../src-main/domain/vector.ts';
import { TrackingFrame } from '../../../src-main/tracking/tracking-frame.ts';
import { personDescriber } from '../../evaluate/tracking/person-describer.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'person-describer-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A graph of the contract of re-identification models: an appearance is the mean colour of the box. */
async function graphTaking(shape: readonly number[]): Promise<string> {
  const graph = new OnnxGraphWriter('people');
  graph.addInput('crop', 'float32', shape);
  const axes = graph.addConstant(BigInt64Array.of(2n, 3n), [2], 'axes');
  graph.addNode('ReduceMean', ['crop', axes], { keepdims: { int: 0 } }, 'look');
  graph.addOutput('look', 'float32', shape.slice(0, 2));
  const path = join(folder, `${shape.join('-')}.onnx`);
  await writeFile(path, graph.toBytes());
  return path;
}

/** Red on the left, blue on the right. */
function twoColours(): TrackingFrame {
  const [width, height] = [80, 40];
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) data[i * 3 + (i % width < width / 2 ? 0 : 2)] = 255;
  return new TrackingFrame(0, 0, { width, height, data });
}

test.each([1, 4])('a graph that takes %i people at once describes each box of a frame', async (people) => {
  const describer = await personDescriber(await graphTaking([people, 3, 64, 32]));
  const [red, redder, blue] = await describer.describe(twoColours(), [
    { x: 2, y: 2, width: 16, height: 32 },
    { x: 20, y: 4, width: 12, height: 32 },
    { x: 50, y: 2, width: 16, height: 32 },
  ]);
  expect(red).toHaveLength(3);
  expect(cosine(red!, redder!)).toBeGreaterThan(0.999);
  expect(cosine(red!, blue!)).toBeLessThan(0.5);
});

test('a graph that takes something else is refused', async () => {
  await expect(personDescriber(await graphTaking([1, 8, 64, 32]))).rejects.toThrow(
    '1-8-64-32.onnx does not take',
  );
});
