import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { collectOutput, inputArguments, quietArguments } from '../../../src-main/media/ffmpeg-process.ts';
import { writeFrameJpeg } from '../../../src-main/media/poster.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { writeWhole } from '../../../src-main/media/whole-file.ts';

/** So many pictures enrol somebody or something; of a video so many frames are taken in the papers. */
export const mostPictures = 10;
const pictureWidth = 1280;
const pictureEndings = new Set(['.jpg', '.jpeg', '.png', '.webp', '.bmp']);

export function isPicture(path: string): boolean {
  return pictureEndings.has(parse(path).ext.toLowerCase());
}

/**
 * At most ten pictures out of pictures and clips: of clips, frames at equal distances, as many of each as there is room for.
 * Frames are kept in `folder`.
 */
export async function enrolmentPictures(
  tools: FfmpegTools,
  files: readonly string[],
  folder: string,
): Promise<string[]> {
  const clips = files.filter((file) => !isPicture(file));
  const pictures = files.filter(isPicture).slice(0, mostPictures);
  await mkdir(folder, { recursive: true });
  const room = mostPictures - pictures.length;
  for (const [index, clip] of clips.slice(0, room).entries()) {
    // What is left after the clips before, shared among this one and those behind it.
    const count = Math.ceil((mostPictures - pictures.length) / (Math.min(clips.length, room) - index));
    const { duration } = await probe(tools, clip);
    for (let frame = 0; frame < count; frame++) {
      const picture = join(folder, `${parse(clip).name} ${frame + 1} of ${count}.jpg`);
      if (!existsSync(picture)) {
        await writeFrameJpeg(tools, clip, ((frame + 0.5) * duration) / count, picture, pictureWidth);
      }
      pictures.push(picture);
    }
  }
  return pictures;
}

/** Shows a picture for a second as a film in `folder`: the library holds films alone. */
export async function stillFilm(tools: FfmpegTools, picture: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const film = join(folder, `${parse(picture).name}.mp4`);
  if (existsSync(film)) return film;
  const input = ['-loop', '1', '-framerate', '4', '-t', '1', ...inputArguments(picture)];
  const even = 'scale=trunc(iw/2)*2:trunc(ih/2)*2';
  const encoding = ['-vf', even, '-c:v', 'libx264', '-crf', '16', '-pix_fmt', 'yuv420p', '-f', 'mp4', '-y'];
  await writeWhole(film, async (temporary) => {
    const args = [...quietArguments, ...input, ...encoding, temporary];
    const { code, complaints } = await collectOutput(tools.ffmpeg, args, { maxBytes: 1024 });
    if (code !== 0) throw new Error(`${picture} cannot be shown as a film: ${complaints}`);
  });
  return film;
}
