import sharp from 'sharp';
import { UserFacingError } from '../domain/errors.ts';
import { faceRegionsXmp, type NamedFace } from '../media/face-regions.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { filmPicture } from '../media/film-picture.ts';
import { writePlacedFile } from '../media/placed-file.ts';
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
  const picture = await filmPicture(tools, film.path, time, signal, mostWidth);
  const name = stillName(film.title, time);
  const place = { output, exportsFolder, name, extension: 'jpg', kept: [film.path] };
  return writePlacedFile(place, await withFaces(picture, film.title, faces));
}

async function withFaces(picture: Buffer, title: string, faces: readonly NamedFace[]): Promise<Buffer> {
  const image = sharp(picture);
  const { width, height } = await image.metadata();
  return image
    .withXmp(faceRegionsXmp(title, { width, height }, faces))
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

function isOfAnotherKind(path: string): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `“${path}” is not the name of a JPEG picture.`,
    'End its name in .jpg.',
  );
}
