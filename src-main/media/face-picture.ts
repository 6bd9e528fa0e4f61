import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Box } from '../domain/box.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { writeFrameJpeg } from './poster.ts';

const frameWidth = 1280;
/** Side of the square around a face, as a multiple of the longer side of its box. */
const air = 1.7;
/** Side of the picture in pixels. */
const side = 256;

/** Where and when a film shows a face. */
export interface FaceInFilm {
  readonly path: string;
  readonly time: number;
  /** Fractions of the displayed picture. */
  readonly box: Box;
}

/** Cuts a face with some air around it out of a film: a square JPEG. Throws UserFacingError when nothing can be decoded. */
export async function cutFace(
  tools: FfmpegTools,
  { path, time, box }: FaceInFilm,
  signal?: AbortSignal,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'kinora-face-'));
  try {
    const frame = join(folder, 'frame.jpg');
    await writeFrameJpeg(tools, path, time, frame, frameWidth, signal);
    return await cropFace(await readFile(frame), box);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Cuts a face out of a picture; the square stays inside the picture. */
async function cropFace(picture: Buffer, box: Box): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(picture).metadata();
  const face = Math.max(box.width * width, box.height * height);
  const length = Math.max(1, Math.min(width, height, Math.round(face * air)));
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)));
  return sharp(picture)
    .extract({
      left: clamp((box.x + box.width / 2) * width - length / 2, width - length),
      top: clamp((box.y + box.height / 2) * height - length * 0.55, height - length),
      width: length,
      height: length,
    })
    .resize(side, side)
    .jpeg({ quality: 88 })
    .toBuffer();
}
