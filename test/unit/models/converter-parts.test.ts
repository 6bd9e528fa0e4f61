import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permute } from '../../../native-models/convert/permute.ts';
import { samePadding } from '../../../native-models/convert/window.ts';
import { parseGraphModel } from '../../../native-models/tensorflow/graph-model.ts';
import { halfToFloat, readWeights } from '../../../native-models/tensorflow/weights.ts';

describe('weights', () => {
  it('widens 16-bit floats as the standard says', () => {
    const known = [
      [0x3c00, 1],
      [0xc000, -2],
      [0x3555, 0.333251953125],
      [0x7bff, 65504],
      [0x0001, 2 ** -24],
      [0x8000, -0],
      [0x7c00, Number.POSITIVE_INFINITY],
      [0x7e00, Number.NaN],
    ] as const;
    for (const [bits, value] of known) expect(halfToFloat(bits)).toBe(value);
  });

  it('undoes 8- and 16-bit quantisation', () => {
    const bytes = Uint8Array.of(0, 255, 10, 0);
    const tensors = readWeights(
      [
        { name: 'a', shape: [2], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.5, min: -1 } },
        { name: 'b', shape: [1], dtype: 'float32', quantization: { dtype: 'uint16', scale: 0.1, min: 2 } },
      ],
      bytes,
    );
    expect(Array.from(tensors.get('a')!.values)).toEqual([-1, 126.5]);
    expect(tensors.get('b')!.values[0]).toBeCloseTo(3);
  });

  it('refuses a file that is too short, too long or of an unknown type', () => {
    const spec = { name: 'kernel', shape: [2], dtype: 'float32' };
    expect(() => readWeights([spec], new Uint8Array(7))).toThrow('end inside tensor "kernel"');
    expect(() => readWeights([spec], new Uint8Array(9))).toThrow('9 bytes where 8');
    expect(() => readWeights([{ ...spec, dtype: 'complex64' }], new Uint8Array(16))).toThrow('complex64');
  });
});

describe('a model.json', () => {
  it('is refused when it is not one', () => {
    for (const json of [null, '<html>', {}, { format: 'layers-model' }]) {
      expect(() => parseGraphModel(json, new Uint8Array(0))).toThrow();
    }
  });
});

describe('padding like TensorFlow', () => {
  it('gives ceil(size / stride) places and the odd cell at the end', () => {
    const numbers = fc.record({
      size: fc.integer({ min: 1, max: 300 }),
      kernel: fc.integer({ min: 1, max: 7 }),
      stride: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(numbers, ({ size, kernel, stride }) => {
        const [before, after] = samePadding(size, kernel, stride, 1);
        expect(after - before === 0 || after - before === 1).toBe(true);
        const places = Math.floor((size + before + after - kernel) / stride) + 1;
        if (kernel >= stride) expect(places).toBe(Math.ceil(size / stride));
      }),
    );
    expect(samePadding(224, 3, 2, 1)).toEqual([0, 1]);
  });
});

describe('reordering axes', () => {
  it('turns rows into columns', () => {
    expect(Array.from(permute(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3], [1, 0]))).toEqual([
      1, 4, 2, 5, 3, 6,
    ]);
  });

  it('is undone by the opposite order', () => {
    const values = Float32Array.from({ length: 2 * 3 * 4 * 5 }, (_, at) => at);
    const there = permute(values, [2, 3, 4, 5], [3, 2, 0, 1]);
    expect(permute(there, [5, 4, 2, 3], [2, 3, 1, 0])).toEqual(values);
  });
});
