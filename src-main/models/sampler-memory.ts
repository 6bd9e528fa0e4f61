import type { RgbImage } from '../domain/image.ts';
import { openLoops, roomIn } from '../domain/wasm-loops.ts';
import { pictureSamplerWasm } from './picture-sampler-wasm.ts';

/** A picture in the sampler's memory, and the room for what is sampled from it. Good until the next one is held. */
export interface HeldPicture {
  readonly picture: RgbImage;
  readonly result: Float32Array<ArrayBuffer>;
}

/** A part of a picture: its first pixel, and its size in blocks. */
export interface Blocks {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface SamplerLoops {
  averagePairs(source: number, stride: number, target: number, width: number, rows: number): void;
  averageBlocks(
    source: number,
    stride: number,
    target: number,
    width: number,
    rows: number,
    block: number,
    sums: number,
  ): void;
  sampleRow(
    source: number,
    stride: number,
    x: number,
    y: number,
    a: number,
    c: number,
    target: number,
    count: number,
    scale: number,
    offset: number,
  ): void;
}

/** How much of a picture is averaged at once: little enough to stay in the processor's cache. */
const stripBytes = 400_000;
/** What the inner loops may read or write past an end. */
const margin = 32;
const floatBytes = 4;

const aligned = (bytes: number): number => (bytes + margin + 15) & ~15;

/**
 * The memory that the inner loops of picture-sampler.wat work on. It grows to the largest picture and stays so: frames
 * of a film are all alike.
 */
export class SamplerMemory {
  readonly #loops = openLoops<SamplerLoops>(pictureSamplerWasm);

  /** Copies a picture in, with room for `floats` results. */
  hold({ width, height, data }: RgbImage, floats: number): HeldPicture {
    const resultAt = aligned(data.length);
    const buffer = this.#room(resultAt, floats);
    new Uint8Array(buffer).set(data);
    return this.#held(buffer, 0, width, height, resultAt, floats);
  }

  /**
   * Brings the blocks of a picture in, averaged: `width` x `height` blocks of `block` x `block` pixels (2 or more) from
   * the pixel (left, top) on. The picture goes through in strips, which stay in the cache and keep the memory from growing with it.
   */
  holdBlocks(
    image: RgbImage,
    { left, top, width, height }: Blocks,
    block: number,
    floats: number,
  ): HeldPicture {
    const stride = image.width * 3;
    const blockRow = stride * block;
    const stripRows = Math.max(1, Math.min(height, Math.floor(stripBytes / blockRow)));
    const sumsAt = aligned(stripRows * blockRow);
    const smallAt = sumsAt + aligned(width * block * 6);
    const resultAt = smallAt + aligned(width * height * 3);
    const buffer = this.#room(resultAt, floats);
    for (let row = 0; row < height; row += stripRows) {
      const rows = Math.min(stripRows, height - row);
      const from = top * stride + row * blockRow;
      new Uint8Array(buffer).set(image.data.subarray(from, from + rows * blockRow));
      const target = smallAt + row * width * 3;
      if (block === 2) this.#loops.averagePairs(left * 3, stride, target, width, rows);
      else this.#loops.averageBlocks(left * 3, stride, target, width, rows, block, sumsAt);
    }
    return this.#held(buffer, smallAt, width, height, resultAt, floats);
  }

  /**
   * Samples `count` pixels of the held picture into its result from the value `target` on. The first lies at (x, y),
   * counted between the centres of pixels, each next one (a, c) further; all neighbours must lie in the picture.
   */
  sampleRow(
    { picture, result }: HeldPicture,
    x: number,
    y: number,
    a: number,
    c: number,
    target: number,
    count: number,
    { scale, offset }: { readonly scale: number; readonly offset: number },
  ): void {
    const to = result.byteOffset + target * floatBytes;
    const { byteOffset } = picture.data;
    this.#loops.sampleRow(byteOffset, picture.width * 3, x, y, a, c, to, count, scale, offset);
  }

  #held(
    buffer: ArrayBuffer,
    at: number,
    width: number,
    height: number,
    resultAt: number,
    floats: number,
  ): HeldPicture {
    return {
      picture: { width, height, data: new Uint8Array(buffer, at, width * height * 3) },
      result: new Float32Array(buffer, resultAt, floats),
    };
  }

  #room(resultAt: number, floats: number): ArrayBuffer {
    return roomIn(this.#loops.memory, resultAt + aligned(floats * floatBytes));
  }
}
