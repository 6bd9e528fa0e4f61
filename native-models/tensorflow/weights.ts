/** How one tensor lies in the weight file of a TensorFlow.js model (`weightsManifest[].weights[]`). */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?:
    | { readonly dtype: string; readonly scale?: number | undefined; readonly min?: number | undefined }
    | undefined;
}

/** A constant of the graph, in row-major order. */
export interface ConstantTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/**
 * Cuts the joined weight files into tensors. float16 is widened, `value * scale + min` undoes 8- and 16-bit
 * quantisation. Throws an Error that names the tensor when a type is unknown or the bytes do not come out even.
 */
export function readWeights(specs: readonly WeightSpec[], bytes: Uint8Array): Map<string, ConstantTensor> {
  const tensors = new Map<string, ConstantTensor>();
  let offset = 0;
  for (const spec of specs) {
    const count = spec.shape.reduce((product, size) => product * size, 1);
    const stored = spec.quantization?.dtype ?? spec.dtype;
    const width = storedWidth(stored, spec.name);
    if (offset + count * width > bytes.byteLength) {
      throw new Error(`The weights end inside tensor "${spec.name}": the weight file is too short.`);
    }
    // A copy, because a typed array must start at a multiple of its element's width and the file does not align.
    const own = new Uint8Array(bytes.subarray(offset, offset + count * width));
    tensors.set(spec.name, { shape: spec.shape, values: widen(own.buffer, stored, spec) });
    offset += count * width;
  }
  if (offset !== bytes.byteLength) {
    throw new Error(`The weight file has ${bytes.byteLength} bytes where ${offset} were expected.`);
  }
  return tensors;
}

function storedWidth(type: string, name: string): number {
  const width = { float32: 4, int32: 4, float16: 2, uint16: 2, uint8: 1, bool: 1 }[type];
  if (width === undefined) throw new Error(`Weight type "${type}" of tensor "${name}" is not supported.`);
  return width;
}

function widen(buffer: ArrayBuffer, stored: string, spec: WeightSpec): Float32Array | Int32Array {
  const whole = spec.dtype === 'int32' || spec.dtype === 'bool';
  switch (stored) {
    case 'float32':
      return new Float32Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'float16':
      return Float32Array.from(new Uint16Array(buffer), halfToFloat);
    default: {
      const codes = stored === 'uint16' ? new Uint16Array(buffer) : new Uint8Array(buffer);
      const { scale = 1, min = 0 } = spec.quantization ?? {};
      return whole
        ? Int32Array.from(codes, (code) => Math.round(code * scale + min))
        : Float32Array.from(codes, (code) => code * scale + min);
    }
  }
}

/** The number that 16 bits mean under IEEE 754 binary16. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
