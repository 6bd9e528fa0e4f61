import ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { addGradient } from '../../../native-models/gradient/add-gradient.ts';
import { OnnxGraphWriter, type AttributeValue } from '../../../native-models/onnx/onnx-graph-writer.ts';
import type { OnnxModel } from '../../../native-models/onnx/onnx-model.ts';
import { openTextEncoder } from '../../../native-models/text-encoder/open-text-encoder.ts';
import { readModel } from '../../../native-models/onnx/read-model.ts';
import { seededRandom } from '../../../src-main/domain/random.ts';
import { buildTextEncoder, smallShape } from '../../fixtures/models/clip-text-encoder.ts';
import { gradientError } from '../../fixtures/models/gradient-check.ts';

/** As far as finite differences of 32-bit floats can tell. */
const close = 1e-3;

class Sample {
  readonly writer = new OnnxGraphWriter('sample');
  readonly #random = seededRandom(3);

  floats(shape: readonly number[], least = -1, most = 1): string {
    return this.writer.addConstant(this.values(shape, least, most), shape, 'floats');
  }

  wholes(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.writer.addConstant(BigInt64Array.from(values, BigInt), shape, 'wholes');
  }

  node(opType: string, inputs: readonly string[], attributes: Readonly<Record<string, AttributeValue>> = {}) {
    return this.writer.addNode(opType, inputs, attributes);
  }

  values(shape: readonly number[], least: number, most: number): Float32Array {
    const length = shape.reduce((product, size) => product * size, 1);
    return Float32Array.from({ length }, () => this.#random.between(least, most));
  }
}

type Build = (sample: Sample, x: string) => string;

/** The error of the gradient of `build` at a random `x`, whose sizes the graph does not know. */
async function errorOf(build: Build, shape: readonly number[], least = -1, most = 1): Promise<number> {
  const sample = new Sample();
  const sizes = shape.map((_, axis) => `size${axis}`);
  sample.writer.addInput('x', 'float32', sizes);
  const y = sample.node('Identity', [build(sample, 'x')]);
  sample.writer.addOutput(y, 'float32', ['rows', 'columns']);
  const model: OnnxModel = sample.writer.toModel();
  const graph = { ...model.graph, output: [{ name: y }] };
  const x = new ort.Tensor('float32', sample.values(shape, least, most), shape);
  return gradientError({ ...model, graph }, y, 'x', { x });
}

const int = (value: number) => ({ int: value });

const cases: Readonly<Record<string, Build>> = {
  'Add of rows': (s, x) => s.node('Add', [s.floats([4]), x]),
  'Add to more axes': (s, x) => s.node('Add', [x, s.floats([2, 3, 4])]),
  'Add of what is broadcast': (s, x) =>
    s.node('Add', [s.node('ReduceMean', [x, s.wholes([0])]), s.floats([5, 3, 4])]),
  'Sub from a constant': (s, x) => s.node('Sub', [s.floats([3, 4]), x]),
  'Mul by itself': (s, x) => s.node('Mul', [x, x]),
  'Mul by a number': (s, x) => s.node('Mul', [x, s.floats([])]),
  'Div by it and by a constant': (s, x) =>
    s.node('Div', [s.node('Div', [x, s.floats([3, 1], 1, 2)]), s.node('Add', [x, s.floats([], 3, 3)])]),
  Pow: (s, x) => s.node('Pow', [s.node('Add', [x, s.floats([], 2, 2)]), s.floats([], 3, 3)]),
  'Pow by a whole number': (s, x) => s.node('Pow', [x, s.wholes([2], [])]),
  Neg: (s, x) => s.node('Neg', [x]),
  Sqrt: (s, x) => s.node('Sqrt', [s.node('Add', [x, s.floats([], 2, 2)])]),
  Exp: (s, x) => s.node('Exp', [x]),
  Log: (s, x) => s.node('Log', [s.node('Add', [x, s.floats([], 2, 2)])]),
  Reciprocal: (s, x) => s.node('Reciprocal', [s.node('Add', [x, s.floats([], 3, 3)])]),
  Erf: (s, x) => s.node('Erf', [x]),
  Tanh: (s, x) => s.node('Tanh', [x]),
  Sigmoid: (s, x) => s.node('Sigmoid', [x]),
  'quick GELU in parts': (s, x) =>
    s.node('Mul', [x, s.node('Sigmoid', [s.node('Mul', [x, s.floats([], 1.702, 1.702)])])]),
  Dropout: (s, x) => s.node('Dropout', [x]),
  Cast: (s, x) => s.node('Cast', [x], { to: int(1) }),
  Where: (s, x) =>
    s.node('Where', [s.node('Greater', [s.floats([3, 4]), s.floats([3, 4])]), x, s.node('Neg', [x])]),
  'MatMul by a constant': (s, x) => s.node('MatMul', [x, s.floats([4, 5])]),
  'MatMul of a constant': (s, x) => s.node('MatMul', [s.floats([2, 5, 3]), x]),
  'MatMul with itself turned round': (s, x) =>
    s.node('MatMul', [x, s.node('Transpose', [x], { perm: [1, 0] })]),
  Gemm: (s, x) => s.node('Gemm', [x, s.floats([4, 5]), s.floats([5])], { alpha: { float: 0.7 } }),
  'Gemm of turned matrices': (s, x) =>
    s.node('Gemm', [x, s.floats([5, 3])], { transA: int(1), transB: int(1) }),
  'Gemm on the right and as the sum': (s, x) =>
    s.node('Gemm', [s.floats([2, 4]), x, s.node('ReduceSum', [x, s.wholes([1])], { keepdims: int(0) })], {
      transB: int(1),
      beta: { float: 0.5 },
    }),
  'Gemm, turned, on the right': (s, x) => s.node('Gemm', [s.floats([3, 2]), x], { transA: int(1) }),
  Softmax: (s, x) => s.node('Softmax', [s.node('Mul', [x, s.floats([], 3, 3)])]),
  'Softmax over rows': (s, x) => s.node('Softmax', [x], { axis: int(0) }),
  LayerNormalization: (s, x) => s.node('LayerNormalization', [x, s.floats([4]), s.floats([4])]),
  'LayerNormalization over all axes': (s, x) =>
    s.node('LayerNormalization', [x, s.floats([3, 4])], { axis: int(0) }),
  'gain and shift of LayerNormalization': (s, x) => {
    const row = s.node('ReduceMean', [x, s.wholes([0])], { keepdims: int(0) });
    return s.node('LayerNormalization', [s.floats([5, 4]), row, row]);
  },
  'layer normalisation in parts': (s, x) => {
    const mean = (of: string) => s.node('ReduceMean', [of, s.wholes([-1])]);
    const centred = s.node('Sub', [x, mean(x)]);
    const variance = mean(s.node('Pow', [centred, s.floats([], 2, 2)]));
    return s.node('Div', [centred, s.node('Sqrt', [s.node('Add', [variance, s.floats([], 0.1, 0.1)])])]);
  },
  'ReduceMean of everything': (s, x) => s.node('ReduceMean', [x], { keepdims: int(0) }),
  'ReduceSum over an axis that goes': (s, x) => s.node('ReduceSum', [x, s.wholes([0])], { keepdims: int(0) }),
  'scaling to length 1': (s, x) => s.node('Div', [x, s.node('ReduceL2', [x, s.wholes([1])])]),
  'Reshape and Flatten': (s, x) =>
    s.node('Flatten', [s.node('Reshape', [x, s.wholes([2, -1, 3])])], { axis: int(2) }),
  'Squeeze and Unsqueeze': (s, x) =>
    s.node('Squeeze', [s.node('Unsqueeze', [x, s.wholes([0, 3])]), s.wholes([0])]),
  Transpose: (s, x) =>
    s.node('Transpose', [s.node('Reshape', [x, s.wholes([2, 3, 2])])], { perm: [1, 2, 0] }),
  'Transpose of all axes': (s, x) => s.node('Transpose', [x]),
  Concat: (s, x) => s.node('Concat', [x, s.floats([3, 2]), s.node('Exp', [x])], { axis: int(-1) }),
  Expand: (s, x) => s.node('Expand', [x, s.wholes([2, 3, 4])]),
  'Gather, one row twice': (s, x) => s.node('Gather', [x, s.wholes([2, 0, -1])]),
  'Gather of columns': (s, x) => s.node('Gather', [x, s.wholes([1, 1, 3, 0], [2, 2])], { axis: int(1) }),
  'GatherND in batches': (s, x) =>
    s.node('GatherND', [x, s.wholes([1, 0, 3], [3, 1])], { batch_dims: int(1) }),
  GatherElements: (s, x) => s.node('GatherElements', [x, s.wholes([1, 1, 3], [3, 1])], { axis: int(1) }),
  Slice: (s, x) =>
    s.node('Slice', [x, s.wholes([1, 3]), s.wholes([3, 0]), s.wholes([0, 1]), s.wholes([1, -1])]),
};

describe('the gradient of a graph agrees with finite differences', () => {
  for (const [name, build] of Object.entries(cases)) {
    it(`for ${name}`, async () => {
      // What is only moved or multiplied leaves the gradient the same everywhere: squares make it tell places apart.
      const squared: Build = (sample, x) => {
        const y = build(sample, x);
        return sample.node('Mul', [y, y]);
      };
      expect(await errorOf(squared, [3, 4])).toBeLessThan(close);
    });
  }

  it('for Relu away from its bend', async () => {
    expect(await errorOf((s, x) => s.node('Relu', [x]), [3, 4], 0.1, 1)).toBeLessThan(close);
    expect(await errorOf((s, x) => s.node('Relu', [s.node('Neg', [x])]), [3, 4], -1, -0.1)).toBeLessThan(
      close,
    );
  });

  for (const [opType, domain] of [
    ['Gelu', 'com.microsoft'],
    ['QuickGelu', 'com.microsoft'],
  ] as const) {
    it(`for ${domain}.${opType}`, async () => {
      const sample = new Sample();
      sample.writer.addInput('x', 'float32', ['n']);
      sample.writer.addOutput('y', 'float32', ['n']);
      sample.writer.addNode(opType, ['x'], {}, 'y');
      const model = sample.writer.toModel();
      const node = model.graph.node.map((one) => ({ ...one, domain }));
      const opsetImport = [...model.opsetImport, { domain, version: 1n }];
      const x = new ort.Tensor('float32', sample.values([6], -2, 2), [6]);
      const own = { ...model, opsetImport, graph: { ...model.graph, node } };
      expect(await gradientError(own, 'y', 'x', { x })).toBeLessThan(close);
    });
  }

  it('for Split, whichever of its parts are used', async () => {
    const sample = new Sample();
    sample.writer.addInput('x', 'float32', ['rows', 'columns']);
    sample.writer.addOutput('y', 'float32', ['rows', 'part']);
    const sizes = sample.wholes([1, 3, 2]);
    sample.writer.addNode('Mul', ['last', 'last'], {}, 'y');
    const model = sample.writer.toModel();
    const split = {
      opType: 'Split',
      input: ['x', sizes],
      output: ['first', 'middle', 'last'],
      attribute: [
        { name: 'axis', type: 2, i: 1n, floats: [], ints: [], strings: [], tensors: [], graphs: [] },
      ],
    };
    const graph = { ...model.graph, node: [split, ...model.graph.node] };
    const x = new ort.Tensor('float32', sample.values([2, 6], -1, 1), [2, 6]);
    expect(await gradientError({ ...model, graph }, 'y', 'x', { x })).toBeLessThan(close);
  });

  for (const table of ['float32', 'quantised'] as const) {
    it(`for learned tokens in a CLIP-like text encoder whose table is ${table}`, async () => {
      const { model } = openTextEncoder(readModel(buildTextEncoder({ ...smallShape, table })));
      const sample = new Sample();
      const { width, vocabulary } = smallShape;
      const ids = [vocabulary - 2, 3, 4, 5, vocabulary - 1, vocabulary - 2, 9, 8, 7, vocabulary - 1];
      const error = await gradientError(model, 'text_embeds', 'token_overrides', {
        input_ids: new ort.Tensor('int64', BigInt64Array.from(ids, BigInt), [2, 5]),
        token_overrides: new ort.Tensor('float32', sample.values([2, 2, width], -1, 1), [2, 2, width]),
        override_positions: new ort.Tensor('int64', BigInt64Array.of(2n, -1n, 1n, 3n), [2, 2]),
      });
      expect(error).toBeLessThan(close);
    });
  }
});

describe('a graph whose gradient cannot be written is refused with a sentence', () => {
  const graphOf = (build: (sample: Sample) => void): OnnxModel => {
    const sample = new Sample();
    sample.writer.addInput('x', 'float32', ['n']);
    sample.writer.addOutput('y', 'float32', ['n']);
    build(sample);
    return sample.writer.toModel();
  };

  it('that names the node for which no gradient is known', () => {
    const model = graphOf(({ writer }) => writer.addNode('Floor', ['x'], {}, 'y'));
    expect(() => addGradient(model, 'y', 'x')).toThrow('No gradient is known for the Floor node');
  });

  it('when the output does not move with the value', () => {
    const model = graphOf((sample) => {
      sample.writer.addNode(
        'Add',
        [sample.floats([1]), sample.node('Cast', [sample.node('Shape', ['x'])], { to: int(1) })],
        {},
        'y',
      );
    });
    expect(() => addGradient(model, 'y', 'x')).toThrow('“y” does not depend on “x”');
  });

  it('when its operators are older than those that are written', () => {
    const model = graphOf(({ writer }) => writer.addNode('Exp', ['x'], {}, 'y'));
    expect(() => addGradient({ ...model, opsetImport: [{ version: 11n }] }, 'y', 'x')).toThrow('version 11');
  });
});
