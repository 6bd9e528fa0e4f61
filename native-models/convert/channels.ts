import { importError, type ImportContext, type Shape, type Value } from './import-context.ts';
import type { GraphNode } from '../tensorflow/graph-model.ts';

/** `[N, H, W, C]` as TensorFlow orders pictures. */
export interface PictureShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The picture-like shape of an input; throws unless it has four sizes of which only the batch may be open. */
export function pictureShape(node: GraphNode, value: Value): PictureShape {
  const [batch, height, width, channels, ...rest] = value.shape;
  if (
    batch === undefined ||
    height === undefined ||
    width === undefined ||
    channels === undefined ||
    rest.length > 0
  ) {
    throw importError(node, `needs an input of four dimensions, not [${value.shape.join(', ')}]`);
  }
  if (height < 1 || width < 1 || channels < 1) {
    throw importError(node, `needs a fixed picture size, not [${value.shape.join(', ')}]`);
  }
  return { batch, height, width, channels };
}

/** Throws unless the node works on channels-last data, the only order TensorFlow.js models use. */
export function requireChannelsLast(node: GraphNode): void {
  const format = node.text('data_format', 'NHWC');
  if (format !== 'NHWC') throw importError(node, `has the data format ${format}; only NHWC is supported`);
}

// Note: channels first
// ONNX convolutions and pools want [N, C, H, W]. Each is written between two transpositions, which keeps every
// importer independent of its neighbours; ONNX Runtime moves the pairs together and removes them when it loads the
// graph, so that they cost nothing at run time.

/** The value transposed to `[N, C, H, W]`; returns its name. */
export function channelsFirst(context: ImportContext, value: Value): string {
  return context.nameOf(context.emit('Transpose', [context.nameOf(value)], [], { perm: [0, 3, 1, 2] }));
}

/** The named `[N, C, H, W]` tensor transposed back to TensorFlow's order, in which its shape is `shape`. */
export function channelsLast(context: ImportContext, name: string, shape: Shape): Value {
  return context.emit('Transpose', [name], shape, { perm: [0, 2, 3, 1] });
}
