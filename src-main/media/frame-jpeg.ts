import sharp, { type Sharp } from 'sharp';
import type { RgbImage } from '../domain/image.ts';
import { writeWhole } from './whole-file.ts';

/** Largest picture that is read back, in pixels: our own are far smaller. */
const mostPixels = 16_000_000;

/** Writes a decoded picture as a JPEG at most `maxWidth` wide, never enlarged. */
export async function writeJpeg(image: RgbImage, output: string, maxWidth: number): Promise<void> {
  await writeWhole(output, (temporary) =>
    rawOf(image)
      .resize({ width: maxWidth, withoutEnlargement: true })
      .jpeg({ quality: 86 })
      .toFile(temporary),
  );
}

/** A decoded picture as JPEG, its longer side at most `maxSide`, never enlarged. */
export function encodeJpeg(image: RgbImage, maxSide: number, quality: number): Promise<Buffer> {
  return rawOf(image)
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality })
    .toBuffer();
}

/** The picture of a JPEG that {@link encodeJpeg} made. Rejects for other bytes. */
export async function decodeJpeg(bytes: Uint8Array): Promise<RgbImage> {
  const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function rawOf({ width, height, data }: RgbImage): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}
