import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { relativeDifference, runOnnx, runTensorFlow } from './tensorflow-reference.ts';
import { attributes, tinyGraph, type Constant } from './tiny-graph.ts';
import { convertGraph, supportedOperators } from '../../../native-models/convert/convert-graph.ts';
import { parseGraphModel } from '../../../native-models/tensorflow/graph-model.ts';

const { flag, float, list, number, text, texts } = attributes;

/** Numbers between -2 and 2 that look random and are the same on every run. */
const filled = (count: number, seed = 1): number[] =>
  Array.from({ length: count }, (_, at) => 2 * Math.sin(at * 12.9898 + seed * 78.233));

const tensor = (...shape: number[]): Constant => ({
  shape,
  values: filled(
    shape.reduce((product, size) => product * size, 1),
    shape.length,
  ),
});
const whole = (...values: number[]): Constant => ({ shape: [values.length], values, dtype: 'int32' });
const scalar = (value: number, dtype: 'float32' | 'int32' = 'float32'): Constant => ({
  shape: [],
  values: [value],
  dtype,
});

/** Runs one operator in both and compares. */
async function compare(
  op: string,
  inputShape: number[],
  constants: readonly Constant[],
  attr: Readonly<Record<string, object>> = {},
): Promise<void> {
  const files = tinyGraph(op, inputShape, constants, attr);
  const input = { values: Float32Array.from(tensor(...inputShape).values), shape: inputShape };
  const reference = await runTensorFlow(files, input, ['y']);
  const converted = await runOnnx(
    convertGraph(parseGraphModel(files.json, files.weights), 'tiny', ['y']),
    input,
  );
  expect(relativeDifference(converted['y']!, reference['y']!)).toBeLessThanOrEqual(1e-5);
}

const window = (stride: [number, number], padding: string, dilation: [number, number] = [1, 1]) => ({
  strides: list([1, ...stride, 1]),
  dilations: list([1, ...dilation, 1]),
  padding: text(padding),
  data_format: text('NHWC'),
  explicit_paddings: list([]),
});

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('one operator alone gives what TensorFlow.js gives', () => {
  it('convolutions of any size, stride, dilation and padding', async () => {
    const sizes = fc.record({
      height: fc.integer({ min: 5, max: 9 }),
      width: fc.integer({ min: 5, max: 9 }),
      kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      stride: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      dilation: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
      padding: fc.constantFrom('SAME', 'VALID'),
      depthwise: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ height, width, kernel, stride, dilation, padding, depthwise }) => {
        // TensorFlow knows no strides and dilations together, and depthwise strides only alike in both directions.
        const strides: [number, number] = depthwise ? [stride[0], stride[0]] : stride;
        const spread: [number, number] = Math.max(...strides) > 1 ? [1, 1] : dilation;
        await compare(
          depthwise ? 'DepthwiseConv2dNative' : 'Conv2D',
          [1, height, width, 3],
          [tensor(...kernel, 3, 2)],
          window(strides, padding, spread),
        );
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('fused convolutions with a bias and each activation', async () => {
    for (const activation of ['', 'Relu', 'Relu6', 'Elu', 'Sigmoid', 'LeakyRelu', 'Prelu']) {
      const fused = {
        fused_ops: texts(['BiasAdd', activation].filter(Boolean)),
        leakyrelu_alpha: float(0.1),
      };
      const slopes = activation === 'Prelu' ? [tensor(1, 1, 4)] : [];
      const more = { ...window([2, 2], 'SAME'), ...fused, num_args: number(1 + slopes.length) };
      await compare('_FusedConv2D', [1, 8, 7, 3], [tensor(3, 3, 3, 4), tensor(4), ...slopes], more);
    }
  });

  it('fused depthwise convolutions', async () => {
    const fused = { fused_ops: texts(['BiasAdd', 'Relu6']), num_args: number(1) };
    const more = { ...window([2, 2], 'SAME'), ...fused };
    await compare('FusedDepthwiseConv2dNative', [1, 8, 8, 3], [tensor(3, 3, 3, 1), tensor(3)], more);
  });

  it('pools of any size, stride and padding', async () => {
    const sizes = fc.record({
      op: fc.constantFrom('MaxPool', 'AvgPool'),
      size: fc.integer({ min: 4, max: 9 }),
      kernel: fc.integer({ min: 1, max: 3 }),
      stride: fc.integer({ min: 1, max: 3 }),
      padding: fc.constantFrom('SAME', 'VALID'),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ op, size, kernel, stride, padding }) => {
        const ksize = list([1, kernel, kernel, 1]);
        await compare(op, [1, size, size + 1, 2], [], { ...window([stride, stride], padding), ksize });
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it('sums, products and comparisons with broadcasting', async () => {
    for (const op of ['Add', 'AddV2', 'BiasAdd', 'Sub', 'Mul', 'RealDiv', 'Minimum', 'Maximum', 'Prelu']) {
      await compare(op, [2, 3, 4, 5], [tensor(5)], { data_format: text('NHWC') });
    }
    await compare('Mul', [1, 3, 4, 5], [tensor(1, 1, 1, 5)]);
    await compare('Add', [1, 3, 4, 5], [scalar(0.5)]);
  });

  it('functions of single values', async () => {
    for (const op of [
      'Relu',
      'Relu6',
      'Elu',
      'Sigmoid',
      'Tanh',
      'Neg',
      'Abs',
      'Exp',
      'Softmax',
      'Identity',
    ]) {
      await compare(op, [2, 3, 4], []);
    }
    await compare('LeakyRelu', [2, 3], [], { alpha: float(0.3) });
    await compare('Cast', [2, 3], [], { SrcT: { type: 'DT_FLOAT' }, DstT: { type: 'DT_FLOAT' } });
  });

  it('reductions along axes, counted from either end', async () => {
    for (const op of ['Mean', 'Sum', 'Max', 'Min']) {
      await compare(op, [2, 3, 4, 5], [whole(1, 2)], { keep_dims: flag(false) });
      await compare(op, [2, 3, 4, 5], [whole(-1)], { keep_dims: flag(true) });
    }
  });

  it('matrix products, turned over or not, with a bias and an activation', async () => {
    await compare('MatMul', [3, 4], [tensor(4, 5)], { transpose_a: flag(false), transpose_b: flag(false) });
    await compare('MatMul', [4, 3], [tensor(5, 4)], { transpose_a: flag(true), transpose_b: flag(true) });
    const fused = { fused_ops: texts(['BiasAdd', 'Relu']), num_args: number(1) };
    await compare('_FusedMatMul', [3, 4], [tensor(4, 5), tensor(5)], fused);
  });

  it('padding with a value and by mirroring', async () => {
    const amounts: Constant = { shape: [3, 2], values: [0, 0, 1, 2, 2, 0], dtype: 'int32' };
    await compare('Pad', [1, 3, 4], [amounts]);
    await compare('PadV2', [1, 3, 4], [amounts, scalar(7)]);
    await compare('MirrorPad', [1, 3, 4], [amounts], { mode: text('REFLECT') });
  });

  it('changes of shape', async () => {
    await compare('Reshape', [2, 6], [whole(3, -1)]);
    await compare('ExpandDims', [2, 6], [scalar(-1, 'int32')]);
    await compare('Squeeze', [1, 6, 1], [], { squeeze_dims: list([0]) });
    await compare('Squeeze', [1, 6, 1], [], { squeeze_dims: list([]) });
    await compare('Unpack', [3, 1, 4], [], { axis: number(1), num: number(1) });
    await compare('Transpose', [2, 3, 4], [whole(2, 0, 1)]);
    await compare('ConcatV2', [2, 3], [tensor(2, 2), scalar(-1, 'int32')]);
  });

  it('slices with strides, open ends and dropped axes', async () => {
    const masks = (begin: number, end: number, shrink: number) => ({
      begin_mask: number(begin),
      end_mask: number(end),
      ellipsis_mask: number(0),
      new_axis_mask: number(0),
      shrink_axis_mask: number(shrink),
    });
    await compare(
      'StridedSlice',
      [4, 5, 6],
      [whole(1, 0, 2), whole(3, 5, 6), whole(1, 2, 3)],
      masks(0, 0, 0),
    );
    await compare(
      'StridedSlice',
      [4, 5, 6],
      [whole(0, 0, -3), whole(0, 0, -1), whole(1, 1, 1)],
      masks(3, 3, 0),
    );
    await compare(
      'StridedSlice',
      [4, 5, 6],
      [whole(1, 0, -1), whole(2, 0, 0), whole(1, 1, 1)],
      masks(2, 2, 5),
    );
  });

  it('bilinear resizing, larger and smaller, in each way of placing the samples', async () => {
    for (const size of [whole(9, 12), whole(3, 4)]) {
      await compare('ResizeBilinear', [1, 6, 7, 2], [size], { align_corners: flag(true) });
      await compare('ResizeBilinear', [1, 6, 7, 2], [size], { half_pixel_centers: flag(true) });
      await compare('ResizeBilinear', [1, 6, 7, 2], [size]);
    }
  });
});

describe('what cannot be converted is refused by name', () => {
  const convert = (op: string, shape: number[], constants: Constant[], attr = {}) => {
    const files = tinyGraph(op, shape, constants, attr);
    return () => convertGraph(parseGraphModel(files.json, files.weights), 'tiny', ['y']);
  };

  it('an unknown operator', () => {
    expect(supportedOperators).not.toContain('FFT');
    expect(convert('FFT', [2], [])).toThrow('Operator FFT of node "y" is not supported');
  });

  it('channels-first data, mirroring that ONNX lacks, a filter for other channels', () => {
    const first = { ...window([1, 1], 'SAME'), data_format: text('NCHW') };
    expect(convert('Conv2D', [1, 4, 4, 3], [tensor(1, 1, 3, 2)], first)).toThrow('NCHW');
    const amounts: Constant = { shape: [1, 2], values: [1, 1], dtype: 'int32' };
    expect(convert('MirrorPad', [4], [amounts], { mode: text('SYMMETRIC') })).toThrow('SYMMETRIC');
    expect(convert('Conv2D', [1, 4, 4, 3], [tensor(1, 1, 5, 2)], window([1, 1], 'SAME'))).toThrow(
      '5 channels',
    );
  });

  it('a cast to whole numbers, more than one output', () => {
    expect(convert('Cast', [2], [], { DstT: { type: 'DT_INT32' } })).toThrow('casts to DT_INT32');
    expect(convert('Unpack', [2, 3], [], { axis: number(0), num: number(2) })).toThrow(
      'more than one output',
    );
  });

  it('an output that the graph does not have', () => {
    const files = tinyGraph('Relu', [2], []);
    expect(() => convertGraph(parseGraphModel(files.json, files.weights), 'tiny', ['z'])).toThrow('"z"');
  });
});
