import sharp from 'sharp';
import { sampleAffine } from '../affine-sampler.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { PictureFit, PictureInput, PixelFormat, ResizeKernel } from '../families/model-description.ts';

/** A picture as a model takes it, and how to get back. */
export interface FittedPicture {
  /** `[1, 3, height, width]` */
  readonly values: Float32Array<ArrayBuffer>;
  /** Pixels of the original for one pixel of the model's picture. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Size that the picture takes in the model's, and the part of that which the model sees. */
interface Placement {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Where a picture of some size lies in the model's; whole pixels, as the models' own programs round them. */
export function placePicture(
  { width, height }: { readonly width: number; readonly height: number },
  target: { readonly width: number; readonly height: number; readonly fit: PictureFit },
): Placement {
  const across = target.width / width;
  const down = target.height / height;
  if (target.fit === 'stretch') {
    return {
      width: target.width,
      height: target.height,
      left: 0,
      top: 0,
      scaleX: 1 / across,
      scaleY: 1 / down,
    };
  }
  const scale = target.fit === 'top-left' ? Math.min(across, down) : Math.max(across, down);
  // The programs that the models were trained with round a letterbox, and cut off decimals before a crop.
  const whole = target.fit === 'top-left' ? Math.round : Math.trunc;
  const size = {
    width: across === scale ? target.width : Math.max(1, whole(width * scale + 1e-6)),
    height: down === scale ? target.height : Math.max(1, whole(height * scale + 1e-6)),
  };
  return {
    ...size,
    left: Math.max(0, Math.trunc((size.width - target.width) / 2)),
    top: Math.max(0, Math.trunc((size.height - target.height) / 2)),
    scaleX: 1 / scale,
    scaleY: 1 / scale,
  };
}

/**
 * Brings a picture to a model's size and number format. Bicubic and Lanczos go through sharp, whose cubic kernel widens
 * with the shrink as the one that CLIP was trained with does; bilinear is a pass of our own.
 */
export async function fitPicture(image: RgbImage, input: PictureInput): Promise<FittedPicture> {
  const place = placePicture(image, input);
  const sized = await resized(image, place.width, place.height, input.kernel ?? 'bilinear');
  return {
    values: toPlanes(sized, place, input, input, input.fill ?? 0),
    scaleX: place.scaleX,
    scaleY: place.scaleY,
  };
}

/** Pixels 0..255 `[height, width, 3]` in either number format. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Float32Array;
}

/** The picture in another size. */
export async function resized(
  image: RgbImage,
  width: number,
  height: number,
  kernel: ResizeKernel,
): Promise<Pixels> {
  if (image.width === width && image.height === height) return image;
  if (kernel !== 'bilinear') {
    const data = await sharp(image.data, {
      raw: { width: image.width, height: image.height, channels: 3 },
    })
      .resize({ width, height, fit: 'fill', kernel: kernel === 'bicubic' ? 'cubic' : 'lanczos3' })
      .raw()
      .toBuffer();
    return { width, height, data };
  }
  const map = { a: image.width / width, b: 0, tx: 0, c: 0, d: image.height / height, ty: 0 };
  return { width, height, data: sampleAffine(image, map, width, height, { scale: 1, offset: 0 }) };
}

/**
 * Interleaved pixels as planes `[3, size.height, size.width]` in a model's order and range, read from (`left`, `top`) on;
 * what the picture does not cover is `fill` (0..255, before the range).
 */
export function toPlanes(
  pixels: Pixels,
  { left, top }: { readonly left: number; readonly top: number },
  size: { readonly width: number; readonly height: number },
  { order, mean, deviation }: PixelFormat,
  fill: number,
): Float32Array<ArrayBuffer> {
  const area = size.width * size.height;
  const result = new Float32Array(3 * area);
  const columns = Math.min(size.width, pixels.width - left);
  const rows = Math.min(size.height, pixels.height - top);
  const { data } = pixels;
  for (let channel = 0; channel < 3; channel++) {
    const scale = 1 / deviation[channel]!;
    const offset = -mean[channel]! * scale;
    const plane = channel * area;
    if (columns < size.width || rows < size.height) {
      result.fill(fill * scale + offset, plane, plane + area);
    }
    const colour = order === 'rgb' ? channel : 2 - channel;
    for (let row = 0; row < rows; row++) {
      let source = ((row + top) * pixels.width + left) * 3 + colour;
      const first = plane + row * size.width;
      for (let target = first; target < first + columns; target++, source += 3) {
        result[target] = data[source]! * scale + offset;
      }
    }
  }
  return result;
}
