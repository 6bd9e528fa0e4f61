import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { dirname, relative, isAbsolute } from 'node:path';
import sharp from 'sharp';
import { UserFacingError } from '../../domain/errors.ts';
import { shownName } from '../ffmpeg-process.ts';

const maxBytes = 30_000_000;
const maxPixels = 100_000_000;

/**
 * A picture from a film's folder as a JPEG of Kinora's own: upright, in sRGB, without metadata, at most `size` pixels
 * wide and high. Files are served to browsers only after this, whatever they claim to be.
 *
 * @param folder in which the file must lie even after links have been followed
 * @throws UserFacingError when it is no picture, too large, or lies elsewhere
 */
export async function readStillPicture(path: string, folder: string, size: number): Promise<Buffer> {
  const bytes = await readInside(path, folder);
  try {
    return await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#808080' })
      .toColourspace('srgb')
      .jpeg({ quality: 86 })
      .toBuffer();
  } catch (error) {
    throw unusable(path, 'is not a picture that can be opened', error);
  }
}

async function readInside(path: string, folder: string): Promise<Buffer> {
  try {
    const [real, realFolder] = await Promise.all([realpath(path), realpath(folder)]);
    const inside = relative(realFolder, real);
    if (inside.startsWith('..') || isAbsolute(inside) || dirname(real) === real) {
      throw unusable(path, 'is a link that leads out of the film’s folder');
    }
    // Opening a named pipe must not wait for its writer.
    const handle = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const entry = await handle.stat();
      if (!entry.isFile()) throw unusable(path, 'is not a file');
      if (entry.size > maxBytes) throw unusable(path, `is larger than ${maxBytes / 1_000_000} MB`);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof UserFacingError) throw error;
    throw unusable(path, 'cannot be read', error);
  }
}

function unusable(path: string, why: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    'unreadable-file',
    `The picture ${shownName(path)} ${why}.`,
    'Put a JPEG, PNG or WebP picture in its place.',
    cause,
  );
}
