import { ModelProto } from './onnx-schema.ts';
import type { OnnxModel } from './onnx-model.ts';

/** The bytes of an .onnx file. The same model always gives the same bytes. */
export function writeModel(model: OnnxModel): Uint8Array {
  return ModelProto.encode(ModelProto.fromObject(model)).finish();
}
