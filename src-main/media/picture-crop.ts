import sharp from 'sharp';
import type { Box } from '../domain/box.ts';

/** Side of the picture in pixels. */
const side = 192;
/** Side of the square around a thing, as a multiple of the longer side of its box. */
const air = 1.15;

/** Cuts a thing with a little air around it out of a picture: a square JPEG that stays inside the picture. */
export async function cropThing(picture: Uint8Array, box: Box): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(picture).metadata();
  const wanted = Math.round(Math.max(box.width * width, box.height * height) * air);
  const length = Math.max(1, Math.min(width, height, wanted));
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)));
  return sharp(picture)
    .extract({
      left: clamp((box.x + box.width / 2) * width - length / 2, width - length),
      top: clamp((box.y + box.height / 2) * height - length / 2, height - length),
      width: length,
      height: length,
    })
    .resize(side, side)
    .jpeg({ quality: 84 })
    .toBuffer();
}
