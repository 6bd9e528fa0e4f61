import type { ReferenceInput } from './tensorflow-reference.ts';
import type { CatalogModel } from '../../../native-models/catalog.ts';

/** How each converted model wants values 0..1. */
const ranges: Readonly<Record<string, (value: number) => number>> = {
  blazeface: (value) => value * 2 - 1,
  facemesh: (value) => value,
  faceres: (value) => value * 255,
  centernet: (value) => value * 255,
  emotion: (value) => value * 2 - 1,
  // TensorFlow takes whole numbers here, the converted graph floats.
  movenet: (value) => Math.round(value * 255),
};

/** Side and channels of the square picture that a model takes. */
export function pictureOf(model: CatalogModel): { readonly size: number; readonly channels: number } {
  const [, size, , channels] = model.inputs[0]!.shape as [unknown, number, number, number];
  return { size, channels };
}

/** A picture `[size, size, channels]` of values 0..1 as the model's input, for TensorFlow and for ONNX Runtime. */
export function inputFor(model: CatalogModel, picture: Float32Array): ReferenceInput {
  const { size, channels } = pictureOf(model);
  return {
    values: picture.map(ranges[model.id]!),
    shape: [1, size, size, channels],
    type: model.id === 'movenet' ? 'int32' : 'float32',
  };
}
