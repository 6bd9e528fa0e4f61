import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speakerFacePixels } from '../../../src-main/models/families/active-speaker-model.ts';
import { openActiveSpeaker } from '../../../src-main/models/slots/active-speaker-slot.ts';
import { slotFolder } from '../../../src-main/models/slots/slot-graph.ts';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import { activeSpeakerGraph } from '../../fixtures/active-speaker-graph.ts';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'kinora-slot-'));
  await mkdir(slotFolder(cache), { recursive: true });
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const put = (bytes: Uint8Array) => writeFile(join(slotFolder(cache), 'active-speaker.onnx'), bytes);

/** Faces of which every other picture is lighter, or none. */
function faces(pictures: number, flickers: boolean): Uint8Array {
  const pixels = speakerFacePixels ** 2;
  return Uint8Array.from({ length: pictures * pixels }, (_, at) =>
    flickers && Math.floor(at / pixels) % 2 === 1 ? 120 : 80,
  );
}
const tone = Float32Array.from({ length: 16_000 }, (_, at) => 0.3 * Math.sin(at / 5));

describe('a model of active speakers', () => {
  it('judges each picture of a face together with the sound of its time', async () => {
    await put(activeSpeakerGraph(5, 12));
    const model = (await openActiveSpeaker(cache, 1))!;
    expect(model.modelId).toMatch(/^active-speaker-[0-9a-f]{12}$/u);
    const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const talking = await model.speaking(faces(25, true), tone);
    expect(talking).toHaveLength(25);
    expect(mean(talking)).toBeGreaterThan(0.95);
    expect(mean(await model.speaking(faces(25, false), tone))).toBeLessThan(0.05);
    expect(mean(await model.speaking(faces(25, true), new Float32Array(16_000)))).toBeLessThan(0.05);
    // Of a sound that ends half-way the rest is silent.
    const half = await model.speaking(faces(50, true), tone);
    expect([mean(half.subarray(0, 24)), mean(half.subarray(26))]).toEqual([
      expect.closeTo(1, 1),
      expect.closeTo(0, 1),
    ]);
    await model.close();
  });

  it('is none without a file, with one that is no graph, and with a graph for something else', async () => {
    expect(await openActiveSpeaker(cache, 1)).toBeNull();
    await put(new TextEncoder().encode('no graph'));
    expect(await openActiveSpeaker(cache, 1)).toBeNull();
    const other = new OnnxGraphWriter('other');
    other.addInput('rows', 'float32', ['n', 3]);
    other.addNode('Sigmoid', ['rows'], {}, 'judged');
    other.addOutput('judged', 'float32', ['n', 3]);
    await put(other.toBytes());
    expect(await openActiveSpeaker(cache, 1)).toBeNull();
  });
});
