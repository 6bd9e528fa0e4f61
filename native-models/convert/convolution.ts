import { channelsFirst, channelsLast, pictureShape, requireChannelsLast } from './channels.ts';
import { applyActivation, fusedTail } from './fused-tail.ts';
import { importError, type ImportContext, type OperatorImporter } from './import-context.ts';
import { permute } from './permute.ts';
import { windowOf } from './window.ts';
import type { GraphNode } from '../tensorflow/graph-model.ts';
import type { ConstantTensor } from '../tensorflow/weights.ts';

/** A filter in ONNX's order. */
interface Filter {
  readonly values: Float32Array;
  /** `[output channels, input channels of a group, height, width]`. */
  readonly shape: readonly [number, number, number, number];
  readonly groups: number;
}

/** TensorFlow's `[H, W, I, O]` as ONNX's `[O, I, H, W]`. */
function ordinaryFilter(node: GraphNode, { shape, values }: ConstantTensor, channels: number): Filter {
  const [height, width, inputs, outputs] = filterShape(node, shape);
  if (inputs !== channels) throw importError(node, `has a filter for ${inputs} channels over ${channels}`);
  return { values: permute(values, shape, [3, 2, 0, 1]), shape: [outputs, inputs, height, width], groups: 1 };
}

/** TensorFlow's depthwise `[H, W, I, M]`, M results per channel, as a convolution of I groups: `[I * M, 1, H, W]`. */
function depthwiseFilter(node: GraphNode, { shape, values }: ConstantTensor, channels: number): Filter {
  const [height, width, inputs, multiplier] = filterShape(node, shape);
  if (inputs !== channels) throw importError(node, `has a filter for ${inputs} channels over ${channels}`);
  return {
    values: permute(values, shape, [2, 3, 0, 1]),
    shape: [inputs * multiplier, 1, height, width],
    groups: inputs,
  };
}

function filterShape(node: GraphNode, shape: readonly number[]): [number, number, number, number] {
  const [height, width, inputs, outputs, ...rest] = shape;
  if (!height || !width || !inputs || !outputs || rest.length > 0) {
    throw importError(node, `has a filter of the shape [${shape.join(', ')}]`);
  }
  return [height, width, inputs, outputs];
}

function convolve(read: typeof ordinaryFilter): OperatorImporter {
  return (node, context) => {
    requireChannelsLast(node);
    const input = context.input(node, 0);
    const picture = pictureShape(node, input);
    const filter = read(node, context.constant(node, 1), picture.channels);
    const [channels, , ...kernel] = filter.shape;
    const window = windowOf(node, kernel, picture);
    const tail = fusedTail(node, context);
    const inputs = [channelsFirst(context, input), context.floats(filter.values, filter.shape, 'filter')];
    if (tail.bias) inputs.push(biasOf(node, tail.bias, channels, context));
    const product = context.emit('Conv', inputs, [picture.batch, channels, ...window.output], {
      kernel_shape: kernel,
      strides: window.strides,
      dilations: window.dilations,
      pads: window.pads,
      group: { int: filter.groups },
    });
    const result = applyActivation(node, tail, product, context, (slopes) =>
      slopesFirst(node, slopes, context),
    );
    return channelsLast(context, context.nameOf(result), [picture.batch, ...window.output, channels]);
  };
}

function biasOf(node: GraphNode, bias: ConstantTensor, channels: number, context: ImportContext): string {
  if (bias.values.length !== channels) {
    throw importError(node, `has ${bias.values.length} biases for ${channels} channels`);
  }
  return context.floats(Float32Array.from(bias.values), [channels], 'bias');
}

/** Prelu slopes `[C]`, `[1, 1, C]` or `[H, W, C]` in the order of `[N, C, H, W]` data. */
function slopesFirst(node: GraphNode, { shape, values }: ConstantTensor, context: ImportContext): string {
  const [height, width, channels] = shape.length === 1 ? [1, 1, shape[0]] : shape.slice(-3);
  if (
    height === undefined ||
    width === undefined ||
    channels === undefined ||
    height * width * channels !== values.length
  ) {
    throw importError(node, `has slopes of the shape [${shape.join(', ')}]`);
  }
  const reordered = permute(values, [height, width, channels], [2, 0, 1]);
  return context.floats(reordered, [channels, height, width], 'slopes');
}

const ordinary = convolve(ordinaryFilter);
const depthwise = convolve(depthwiseFilter);

export const convolutionImporters: Readonly<Record<string, OperatorImporter>> = {
  Conv2D: ordinary,
  _FusedConv2D: ordinary,
  DepthwiseConv2dNative: depthwise,
  DepthwiseConv2d: depthwise,
  FusedDepthwiseConv2dNative: depthwise,
};
