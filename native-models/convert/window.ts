import { importError } from './import-context.ts';
import type { PictureShape } from './channels.ts';
import type { GraphNode } from '../tensorflow/graph-model.ts';

/** A sliding window (convolution or pool) over height and width. */
export interface Window {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  /** ONNX's order: top, left, bottom, right. */
  readonly pads: readonly [number, number, number, number];
  /** Height and width of the result. */
  readonly output: readonly [number, number];
}

/**
 * Padding that TensorFlow's SAME adds along one axis: the result has ceil(size / stride) places, and an odd cell goes
 * after the end.
 */
export function samePadding(
  size: number,
  kernel: number,
  stride: number,
  dilation: number,
): [number, number] {
  const places = Math.ceil(size / stride);
  const total = Math.max(0, (places - 1) * stride + (kernel - 1) * dilation + 1 - size);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/** Reads strides, dilations and padding of a node whose window is `kernel`, over a picture of the given size. */
export function windowOf(node: GraphNode, kernel: readonly [number, number], picture: PictureShape): Window {
  const strides = spatial(node, 'strides');
  const dilations = spatial(node, 'dilations');
  const sizes = [picture.height, picture.width] as const;
  const [vertical, horizontal] = padding(node, kernel, strides, dilations, sizes);
  const places = (axis: 0 | 1, [before, after]: readonly [number, number]): number =>
    Math.floor((sizes[axis] + before + after - (kernel[axis] - 1) * dilations[axis] - 1) / strides[axis]) + 1;
  const output = [places(0, vertical), places(1, horizontal)] as const;
  if (output[0] < 1 || output[1] < 1) throw importError(node, 'has a window larger than its input');
  return {
    kernel,
    strides,
    dilations,
    pads: [vertical[0], horizontal[0], vertical[1], horizontal[1]],
    output,
  };
}

type Pads = readonly [readonly [number, number], readonly [number, number]];

function padding(
  node: GraphNode,
  kernel: readonly [number, number],
  strides: readonly [number, number],
  dilations: readonly [number, number],
  sizes: readonly [number, number],
): Pads {
  const scheme = node.text('padding', 'VALID');
  switch (scheme) {
    case 'VALID':
      return [
        [0, 0],
        [0, 0],
      ];
    case 'SAME':
      return [
        samePadding(sizes[0], kernel[0], strides[0], dilations[0]),
        samePadding(sizes[1], kernel[1], strides[1], dilations[1]),
      ];
    case 'EXPLICIT': {
      const [, , top = 0, bottom = 0, left = 0, right = 0] = node.numbers('explicit_paddings');
      return [
        [top, bottom],
        [left, right],
      ];
    }
    default:
      throw importError(node, `has the unknown padding ${scheme}`);
  }
}

/** Height and width of an NHWC list such as strides; 1 where the node says nothing. */
function spatial(node: GraphNode, attribute: string): [number, number] {
  const [batch = 1, height = 1, width = 1, channels = 1] = node.numbers(attribute);
  if (batch !== 1 || channels !== 1)
    throw importError(node, `has ${attribute} over the batch or the channels`);
  return [height, width];
}
