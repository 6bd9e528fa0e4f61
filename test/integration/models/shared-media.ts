import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import type { RgbImage } from '../../../src-main/domain/image.ts';

const folder = fileURLToPath(new URL('../../../../shared/media', import.meta.url));

/** Whether the real media beside the checkout are there; says so once where they are not. */
export const hasSharedMedia = existsSync(folder);
if (!hasSharedMedia)
  process.stderr.write('Skipped: tests on real media, which are not beside this checkout.\n');

export const mediaPath = (path: string): string => join(folder, path);

/** Names in a folder of the real media, sorted. */
export async function mediaNames(path: string): Promise<string[]> {
  return (await readdir(mediaPath(path))).toSorted();
}

export async function readPicture(path: string): Promise<RgbImage> {
  const { data, info } = await sharp(mediaPath(path))
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** A sound as 16 kHz mono samples. */
export async function readSound(path: string): Promise<Float32Array> {
  const decode = ['-nostdin', '-hide_banner', '-v', 'error', '-i', mediaPath(path)];
  const { stdout } = await promisify(execFile)(
    'ffmpeg',
    [...decode, '-ac', '1', '-ar', '16000', '-f', 'f32le', 'pipe:1'],
    { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
  );
  return new Float32Array(new Uint8Array(stdout).buffer);
}
