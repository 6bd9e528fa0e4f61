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
/** Places to try one after the other: the wanted time, the last picture of the last seconds, the first picture. */
type Place = { from: number } | { lastOf: number };

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
    const places: Place[] = [{ from: Math.max(0, time) }, { lastOf: 1 }, { lastOf: 12 }, { from: 0 }];
    for (const place of places) {
      const run = await collectOutput(tools.ffmpeg, jpegArguments(path, place, maxWidth, temporary), {
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
    }
    throw decodingError(path, complaints, stalled);
  });
}

function jpegArguments(path: string, place: Place, maxWidth: number, output: string): string[] {
  const isLast = 'lastOf' in place;
  const seek = isLast ? ['-sseof', `-${place.lastOf}`] : place.from > 0 ? ['-ss', place.from.toFixed(6)] : [];
  // Without a count every picture overwrites the one before, so that the last one stays.
  const count = isLast ? [] : ['-frames:v', '1'];
  const size = `scale='trunc(min(${maxWidth}\\,iw*max(1\\,sar))/2)*2':-2:flags=area`;
  return [
    ...quietArguments, '-y', '-max_pixels', String(maxPixels),
    ...seek,
    ...inputArguments(path), '-map', '0:V:0', '-an', '-sn', '-dn', ...count,
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
