import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { UserFacingError } from '../domain/errors.ts';
import { faceRegionsXmp, type NamedFace } from '../media/face-regions.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { checkedOutput, reserveFile } from '../media/output-file.ts';
import { writeFrameJpeg } from '../media/poster.ts';
import { stillName } from './clip-name.ts';

export interface StillRequest {
  readonly film: { readonly path: string; readonly title: string };
  /** Seconds. */
  readonly time: number;
  /** The faces that are named at that time. */
  readonly faces: readonly NamedFace[];
  /** A file of the user's choice; null for a free name in the library's folder of exports. */
  readonly output: string | null;
  readonly exportsFolder: string;
}

/** No picture of a film is wider; one that is would fill the memory. */
const mostWidth = 8192;
const quality = 95;

/**
 * Writes what a film shows at a time as a JPEG of its own size, with whose faces are where in it. Throws a
 * {@link UserFacingError} when the name is of another kind, nothing can be decoded, or it cannot be written.
 */
export async function writeStill(
  tools: FfmpegTools,
  { film, time, faces, output, exportsFolder }: StillRequest,
  signal?: AbortSignal,
): Promise<string> {
  if (output !== null && !/\.jpe?g$/i.test(output)) throw isOfAnotherKind(output);
  const path =
    output === null
      ? await reserveFile(exportsFolder, stillName(film.title, time), 'jpg')
      : await checkedOutput(output, [film.path]);
  const folder = await mkdtemp(join(tmpdir(), 'kinora-still-'));
  try {
    const picture = join(folder, 'still.jpg');
    await writeFrameJpeg(tools, film.path, time, picture, mostWidth, signal);
    await writePicture(path, await withFaces(picture, film.title, faces));
    return path;
  } catch (error) {
    if (output === null) await rm(path, { force: true });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withFaces(picture: string, title: string, faces: readonly NamedFace[]): Promise<Buffer> {
  const image = sharp(picture);
  const { width, height } = await image.metadata();
  return image
    .withXmp(faceRegionsXmp(title, { width, height }, faces))
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

async function writePicture(path: string, bytes: Buffer): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    throw new UserFacingError(
      'unreadable-file',
      `${path} cannot be written.`,
      'Check that you may write there and that the disk is not full.',
      error,
    );
  }
}

function isOfAnotherKind(path: string): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `“${path}” is not the name of a JPEG picture.`,
    'End its name in .jpg.',
  );
}
