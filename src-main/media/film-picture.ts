import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { writeFrameJpeg } from './poster.ts';

const pictureWidth = 1280;

/** What a film shows at a time, as a JPEG at most so many pixels wide. Throws UserFacingError when nothing can be decoded. */
export async function filmPicture(
  tools: FfmpegTools,
  path: string,
  time: number,
  signal?: AbortSignal,
  maxWidth = pictureWidth,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'kinora-picture-'));
  try {
    const picture = join(folder, 'picture.jpg');
    await writeFrameJpeg(tools, path, time, picture, maxWidth, signal);
    return await readFile(picture);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
