import { stat } from 'node:fs/promises';
import { UserFacingError } from '../domain/errors.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import {
  collectOutput,
  decodingError,
  inputArguments,
  maxPixels,
  quietArguments,
  shownName,
} from './ffmpeg-process.ts';
import { writeWhole } from './whole-file.ts';

const timeoutMs = 120_000;
/** Where to look instead when a film has no picture at or after the wanted time, in seconds before it. */
const stepsBack = [0, 0.5, 3, 20];

/**
 * Writes the picture shown at `time` (seconds from the film's beginning) as a JPEG at most `maxWidth` wide, never
 * enlarged. After the last picture the last one near it is taken. Throws UserFacingError when nothing can be decoded.
 */
export async function writeFrameJpeg(
  tools: FfmpegTools,
  path: string,
  time: number,
  output: string,
  maxWidth: number,
  signal?: AbortSignal,
): Promise<void> {
  await writeWhole(output, async (temporary) => {
    let complaints = '';
    let stalled = false;
    for (const back of [...stepsBack, Infinity]) {
      const at = Number.isFinite(back) ? Math.max(0, time - back) : 0;
      const run = await collectOutput(tools.ffmpeg, jpegArguments(path, at, maxWidth, temporary), {
        signal,
        maxBytes: 1024,
        timeoutMs,
      });
      if (run.startError) throw run.startError;
      if (run.code === 0 && (await sizeOf(temporary)) > 0) return;
      complaints ||= run.complaints;
      stalled ||= run.stalled;
      if (/matches no streams/.test(complaints)) {
        throw new UserFacingError(
          'unsupported-media',
          `${shownName(path)} has no pictures.`,
          'Choose a film with pictures.',
        );
      }
      if (at === 0) break;
    }
    throw decodingError(path, complaints, stalled);
  });
}

function jpegArguments(path: string, at: number, maxWidth: number, output: string): string[] {
  const size = `scale='trunc(min(${maxWidth}\\,iw*max(1\\,sar))/2)*2':-2:flags=area`;
  return [
    ...quietArguments, '-y', '-max_pixels', String(maxPixels),
    ...(at > 0 ? ['-ss', at.toFixed(6)] : []),
    ...inputArguments(path), '-map', '0:V:0', '-an', '-sn', '-dn', '-frames:v', '1',
    '-vf', `scale='iw*max(1\\,sar)':'ih*max(1\\,1/sar)',setsar=1,${size},format=yuvj420p`,
    '-map_metadata', '-1', '-q:v', '3', '-c:v', 'mjpeg', '-f', 'image2', '-update', '1', `file:${output}`,
  ]; // prettier-ignore
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (entry) => entry.size,
    () => 0,
  );
}
