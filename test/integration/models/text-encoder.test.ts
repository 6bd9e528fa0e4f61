import ort from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkModel } from '../../../native-models/onnx/check-model.ts';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import { pruneModel } from '../../../native-models/onnx/prune-model.ts';
import { readModel } from '../../../native-models/onnx/read-model.ts';
import { writeModel } from '../../../native-models/onnx/write-model.ts';
import { halfToFloat } from '../../../native-models/tensorflow/weights.ts';
import {
  openTextEncoder,
  type OpenedTextEncoder,
} from '../../../native-models/text-encoder/open-text-encoder.ts';
import { buildTextEncoder, smallShape } from '../../fixtures/models/clip-text-encoder.ts';

const [begin, end] = [smallShape.vocabulary - 2, smallShape.vocabulary - 1];
const { width, dimension } = smallShape;

/** Sentences of one length, as ids. */
type Batch = readonly (readonly number[])[];
interface Overrides {
  readonly rows: Float32Array;
  readonly positions: readonly (readonly number[])[];
}

const wholes = (rows: readonly (readonly number[])[]): ort.Tensor =>
  new ort.Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]?.length ?? 0]);
const start = (bytes: Uint8Array) => ort.InferenceSession.create(bytes, { logSeverityLevel: 3 });

for (const table of ['float32', 'float16', 'quantised'] as const) {
  describe(`a CLIP-like text encoder whose table is ${table}, opened for learned tokens`, () => {
    let closed: ort.InferenceSession;
    let open: ort.InferenceSession;
    let words: ort.InferenceSession;
    let opened: OpenedTextEncoder;

    beforeAll(async () => {
      const bytes = buildTextEncoder({ ...smallShape, table });
      const model = readModel(bytes);
      checkModel(model);
      opened = openTextEncoder(model);
      checkModel(opened.model);
      closed = await start(bytes);
      open = await start(writeModel(opened.model));
      words = await start(writeModel(pruneModel(model, [opened.embeddings])));
    });

    afterAll(async () => {
      await Promise.all([closed, open, words].map((session) => session.release()));
    });

    const encode = async (batch: Batch): Promise<Float32Array> =>
      (await closed.run({ input_ids: wholes(batch) }))['text_embeds']!.data as Float32Array;

    const encodeWith = async (batch: Batch, { rows, positions }: Overrides): Promise<Float32Array> => {
      const slots = positions[0]!.length;
      const outputs = await open.run({
        input_ids: wholes(batch),
        token_overrides: new ort.Tensor('float32', rows, [batch.length, slots, width]),
        override_positions: wholes(positions),
      });
      return outputs['text_embeds']!.data as Float32Array;
    };

    const rowOf = async (word: number): Promise<Float32Array> => {
      const { data, type } = (await words.run({ input_ids: wholes([[word]]) }))[opened.embeddings]!;
      if (type !== 'float16') return data as Float32Array;
      const { buffer, byteOffset, length } = data as Uint16Array;
      return Float32Array.from(new Uint16Array(buffer, byteOffset, length), halfToFloat);
    };

    it('tells the size of its table', () => {
      expect(opened).toMatchObject({
        dimension: width,
        vocabulary: smallShape.vocabulary,
        idsInput: 'input_ids',
      });
    });

    it('gives exactly what it gave before when nothing is overridden', async () => {
      const batch = [
        [begin, 3, 4, 5, end],
        [begin, 9, 8, end, 0],
      ];
      const before = await encode(batch);
      const nothing = { rows: new Float32Array(0), positions: [[], []] };
      const unused = {
        rows: new Float32Array(2 * 2 * width).fill(Number.NaN),
        positions: [
          [-1, -1],
          [-1, 99],
        ],
      };
      expect(before).toHaveLength(2 * dimension);
      expect(await encodeWith(batch, nothing)).toEqual(before);
      expect(await encodeWith(batch, unused)).toEqual(before);
    });

    it("gives exactly another word's sentence when a word is overridden by that word's own row", async () => {
      const [other, sentence] = [await rowOf(17), [begin, 3, 4, 5, end]];
      const overridden = await encodeWith([sentence], { rows: other, positions: [[2]] });
      expect(overridden).toEqual(await encode([[begin, 3, 17, 5, end]]));
      expect(overridden).not.toEqual(await encode([sentence]));
    });

    it('overrides several words at once, in each sentence its own, in any order of the slots', async () => {
      const rows = Float32Array.of(
        ...(await rowOf(11)),
        ...(await rowOf(12)),
        ...(await rowOf(13)),
        ...(await rowOf(14)),
      );
      const batch = [
        [begin, 1, 2, 3, 4, end],
        [begin, 5, 6, 7, 8, end],
      ];
      const positions = [
        [4, 1],
        [-1, 3],
      ];
      const expected = [
        [begin, 12, 2, 3, 11, end],
        [begin, 5, 6, 14, 8, end],
      ];
      expect(await encodeWith(batch, { rows, positions })).toEqual(await encode(expected));
    });

    it('takes the first of two slots for one place', async () => {
      const rows = Float32Array.of(...(await rowOf(11)), ...(await rowOf(12)));
      const overridden = await encodeWith([[begin, 1, 2, end]], { rows, positions: [[1, 1]] });
      expect(overridden).toEqual(await encode([[begin, 11, 2, end]]));
    });

    it('moves smoothly with a row that is no word', async () => {
      const sentence = [begin, 3, 4, 5, end];
      const row = (await rowOf(4)).map((value) => value + 0.01);
      const [near, before] = [
        await encodeWith([sentence], { rows: row, positions: [[2]] }),
        await encode([sentence]),
      ];
      const distance = Math.hypot(...near.map((value, at) => value - before[at]!));
      expect(distance).toBeGreaterThan(0);
      expect(distance).toBeLessThan(0.5);
    });
  });
}

describe('what cannot be opened is refused with a sentence', () => {
  const writer = () => {
    const made = new OnnxGraphWriter('other');
    made.addInput('input_ids', 'int64', ['batch', 'sequence']);
    return made;
  };
  const table = (made: OnnxGraphWriter) => made.addConstant(new Float32Array(12), [4, 3], 'table');

  it('a graph without token ids', () => {
    const made = new OnnxGraphWriter('vision');
    made.addInput('pixel_values', 'float32', ['batch', 3, 8, 8]);
    made.addOutput(made.addNode('Relu', ['pixel_values']), 'float32', ['batch', 3, 8, 8]);
    expect(() => openTextEncoder(made.toModel())).toThrow('no input "input_ids", but pixel_values');
  });

  it('a graph that looks nothing up, and one that looks up in a computed value', () => {
    const nothing = writer();
    nothing.addOutput(nothing.addNode('Cast', ['input_ids'], { to: { int: 1 } }), 'float32', [
      'batch',
      'sequence',
    ]);
    expect(() => openTextEncoder(nothing.toModel())).toThrow('No Gather looks up "input_ids"');
    const computed = writer();
    computed.addInput('hidden', 'float32', [4, 3]);
    computed.addOutput(computed.addNode('Gather', ['hidden', 'input_ids']), 'float32', [
      'batch',
      'sequence',
      3,
    ]);
    expect(() => openTextEncoder(computed.toModel())).toThrow('No Gather looks up "input_ids"');
  });

  it('two tables', () => {
    const two = writer();
    const sum = two.addNode('Add', [
      two.addNode('Gather', [table(two), 'input_ids']),
      two.addNode('Gather', [table(two), 'input_ids']),
    ]);
    two.addOutput(sum, 'float32', ['batch', 'sequence', 3]);
    expect(() => openTextEncoder(two.toModel())).toThrow('2 tables');
  });

  it('an encoder that is open already, and one of old operators', () => {
    const model = readModel(buildTextEncoder());
    expect(() => openTextEncoder(openTextEncoder(model).model)).toThrow('already');
    expect(() => openTextEncoder({ ...model, opsetImport: [{ version: 11n }] })).toThrow('version 11');
  });
});
