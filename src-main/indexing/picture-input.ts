import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp from 'sharp';
import { UserFacingError } from '../domain/errors.ts';
import type { RgbImage } from '../domain/image.ts';

/** A picture given as bytes with the name the user knows it by, or as a file. */
export type GivenPicture = { readonly name: string; readonly bytes: Uint8Array } | { readonly path: string };

const maxBytes = 60_000_000;
const maxPixels = 200_000_000;
/** Long side to which a picture is reduced before anything is sought in it. */
const workingSize = 1280;

/** The name the user knows a picture by. */
export function nameOf(picture: GivenPicture): string {
  return 'path' in picture ? basename(picture.path) : picture.name;
}

/** Reads and decodes a picture. Throws a UserFacingError that names it when that cannot be done. */
export async function readPicture(picture: GivenPicture): Promise<RgbImage> {
  const bytes = 'path' in picture ? await readPictureFile(picture.path) : picture.bytes;
  return decodePicture(nameOf(picture), bytes);
}

async function readPictureFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UserFacingError(
      'unreadable-file',
      `The picture “${path}” cannot be read.`,
      'Check that the file exists and that you may read it.',
      error,
    );
  }
}

/** The picture upright, in sRGB, reduced to at most 1280 pixels. Throws a UserFacingError for what is no picture. */
export async function decodePicture(name: string, bytes: Uint8Array): Promise<RgbImage> {
  if (bytes.byteLength > maxBytes) {
    throw new UserFacingError(
      'bad-input',
      `The picture “${name}” is larger than ${maxBytes / 1_000_000} MB.`,
      'Save a smaller copy of it and use that.',
    );
  }
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels })
      .autoOrient()
      .resize({ width: workingSize, height: workingSize, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#808080' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (error) {
    throw new UserFacingError(
      'bad-input',
      `“${name}” is not a picture that can be opened.`,
      'Use a JPEG, PNG, WebP, AVIF, GIF or TIFF picture.',
      error,
    );
  }
}
