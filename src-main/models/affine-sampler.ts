import type { RgbImage } from '../domain/image.ts';
import { SamplerMemory, type Blocks, type HeldPicture } from './sampler-memory.ts';

/**
 * Where a target picture's points lie in the source: `x = a * u + b * v + tx`, `y = c * u + d * v + ty`. Both count in
 * pixels with the corner of the first pixel at 0, so that pixel centres lie at halves.
 */
export interface AffineMap {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly c: number;
  readonly d: number;
  readonly ty: number;
}

/** How channel values 0..255 are brought to a model's range: `value * scale + offset`. */
export interface PixelRange {
  readonly scale: number;
  readonly offset: number;
}

// Note: how pictures are resized and cropped, and why so
// A model's input is sampled in one pass from the decoded frame: the crop, its turn, the resize, the range of values and
// the layout at once. Enlarging is bilinear; from a shrink of 2 on, whole blocks of the source are averaged first, so
// that no pixel is skipped. Measured per face detector's input (256 x 256 floats from a frame of 960 x 540):
// - this file with its inner loops in WebAssembly, 16 bytes at once: 0.5 ms;
// - the same loops in JavaScript: 1.5 ms with the edges taken out of them, 3.4 ms before that. Their results are the same;
// - sharp: 1.7 ms from a smaller frame, since its result has to be copied and widened, and it cannot turn a crop upright
//   in the same pass;
// - a resizing node in front of the model: it would send the whole frame as floats through ONNX Runtime.
// The result is written into an array that is used again: a fresh one costs 0.3 ms, since the system has to clear it.

const memory = new SamplerMemory();

/**
 * Samples `width` x `height` pixels of the source through the map into `[height, width, 3]` floats. What lies outside the
 * source is black.
 * @param target filled and returned in place of a fresh array; of exactly that many floats
 */
export function sampleAffine(
  image: RgbImage,
  map: AffineMap,
  width: number,
  height: number,
  range: PixelRange,
  target: Float32Array<ArrayBuffer> = new Float32Array(width * height * 3),
): Float32Array<ArrayBuffer> {
  const shrink = Math.floor(Math.min(Math.hypot(map.a, map.c), Math.hypot(map.b, map.d)) + 1e-6);
  const block = Math.max(1, shrink);
  const region = regionUnder(image, map, width, height, block);
  if (region.width < 1 || region.height < 1) return target.fill(range.offset);
  const moved = {
    a: map.a / block,
    b: map.b / block,
    tx: (map.tx - region.left) / block,
    c: map.c / block,
    d: map.d / block,
    ty: (map.ty - region.top) / block,
  };
  const held = holdRegion(image, region, block, width * height * 3);
  sampleBilinear(held, moved, width, height, range);
  target.set(held.result);
  return target;
}

/** Brings the region into the sampler's memory, made smaller by whole blocks. */
function holdRegion(image: RgbImage, region: Blocks, block: number, floats: number): HeldPicture {
  if (block > 1) return memory.holdBlocks(image, region, block, floats);
  const { top, height } = region;
  const data = image.data.subarray(top * image.width * 3, (top + height) * image.width * 3);
  return memory.hold({ width: image.width, height, data }, floats);
}

function sampleBilinear(
  held: HeldPicture,
  map: AffineMap,
  width: number,
  height: number,
  range: PixelRange,
): void {
  const { picture, result } = held;
  const { a, c } = map;
  for (let row = 0; row < height; row++) {
    // Half a pixel in the target is half a step, and the source's pixel centres lie at halves too.
    const x = a * 0.5 + map.b * (row + 0.5) + map.tx - 0.5;
    const y = c * 0.5 + map.d * (row + 0.5) + map.ty - 0.5;
    const line: Line = { x, y, a, c, target: row * width * 3 };
    if (c === 0 && (y < -0.5 || y > picture.height - 0.5)) {
      result.fill(range.offset, line.target, line.target + width * 3);
      continue;
    }
    const { from, to } = innerPart(line, picture, width);
    sampleAtEdge(picture, line, 0, from, range, result);
    if (to > from) {
      memory.sampleRow(held, x + a * from, y + c * from, a, c, line.target + from * 3, to - from, range);
    }
    sampleAtEdge(picture, line, to, width, range, result);
  }
}

/** One row of the target: where its first pixel lies in the source, the step to the next, and its place in the result. */
interface Line {
  readonly x: number;
  readonly y: number;
  readonly a: number;
  readonly c: number;
  readonly target: number;
}

/** The columns of a row whose four neighbours all lie in the source; `from` equals `to` where there are none. */
function innerPart({ x, y, a, c }: Line, image: RgbImage, width: number): { from: number; to: number } {
  const across = columnsWithin(x, a, image.width - 1, width);
  const down = columnsWithin(y, c, image.height - 1, width);
  const from = Math.max(across.from, down.from);
  const to = Math.min(across.to, down.to);
  return to > from ? { from, to } : { from: 0, to: 0 };
}

/** The columns at which `start + step * column` is from 0 to less than `end`, with a hair's breadth to spare. */
function columnsWithin(
  start: number,
  step: number,
  end: number,
  width: number,
): { from: number; to: number } {
  if (step === 0) return { from: 0, to: start >= 0 && start < end ? width : 0 };
  const atStart = -start / step;
  const atEnd = (end - start) / step;
  return {
    from: Math.max(0, Math.ceil(Math.min(atStart, atEnd) + 1e-6)),
    to: Math.min(width, Math.ceil(Math.max(atStart, atEnd) - 1e-6)),
  };
}

/** Samples columns that may lie on the source's edge, where it is continued by half a pixel, or outside. */
function sampleAtEdge(
  picture: RgbImage,
  line: Line,
  from: number,
  to: number,
  { scale, offset }: PixelRange,
  result: Float32Array,
): void {
  const { data } = picture;
  const stride = picture.width * 3;
  const right = picture.width - 1;
  const bottom = picture.height - 1;
  for (let column = from; column < to; column++) {
    const x = line.x + line.a * column;
    const y = line.y + line.c * column;
    const target = line.target + column * 3;
    if (x < -0.5 || y < -0.5 || x > right + 0.5 || y > bottom + 0.5) {
      result[target] = offset;
      result[target + 1] = offset;
      result[target + 2] = offset;
      continue;
    }
    const left = x <= 0 ? 0 : x >= right ? right : Math.floor(x);
    const top = y <= 0 ? 0 : y >= bottom ? bottom : Math.floor(y);
    const fx = x <= 0 || x >= right ? 0 : x - left;
    const fy = y <= 0 || y >= bottom ? 0 : y - top;
    const toRight = fx > 0 ? 3 : 0;
    const upper = top * stride + left * 3;
    const lower = fy > 0 ? upper + stride : upper;
    for (let channel = 0; channel < 3; channel++) {
      const above = data[upper + channel]! + (data[upper + toRight + channel]! - data[upper + channel]!) * fx;
      const below = data[lower + channel]! + (data[lower + toRight + channel]! - data[lower + channel]!) * fx;
      result[target + channel] = (above + (below - above) * fy) * scale + offset;
    }
  }
}

/**
 * The whole blocks of the source that the target reaches, with one block around for the bilinear step. Whole rows where
 * the blocks are single pixels: there is nothing to save by leaving out their ends.
 */
function regionUnder(image: RgbImage, map: AffineMap, width: number, height: number, block: number): Blocks {
  const xs = [0, width].flatMap((u) => [0, height].map((v) => map.a * u + map.b * v + map.tx));
  const ys = [0, width].flatMap((u) => [0, height].map((v) => map.c * u + map.d * v + map.ty));
  const left = block === 1 ? 0 : Math.max(0, Math.floor(Math.min(...xs)) - block);
  const top = Math.max(0, Math.floor(Math.min(...ys)) - block);
  const right = block === 1 ? image.width : Math.min(image.width, Math.ceil(Math.max(...xs)) + block);
  const bottom = Math.min(image.height, Math.ceil(Math.max(...ys)) + block);
  return {
    left,
    top,
    width: Math.floor((right - left) / block),
    height: Math.floor((bottom - top) / block),
  };
}
