import { rm } from 'node:fs/promises';
import type { Interval } from '../domain/interval.ts';
import { exportClip } from '../media/clip-export.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import type { MediaProbe } from '../media/probe.ts';
import { clipName } from './clip-name.ts';
import { checkedOutput, reserveFile } from '../media/output-file.ts';

export interface ClipRequest {
  readonly film: { readonly path: string; readonly title: string; readonly probe: MediaProbe };
  readonly interval: Interval;
  readonly mode: 'exact' | 'lossless';
  /** A file of the user's choice; null for a free name in the library's folder of exports. */
  readonly output: string | null;
  readonly exportsFolder: string;
}

export interface WrittenClip extends Interval {
  readonly path: string;
}

/** Writes a stretch of a film as a file of its own; start and end come back in the film's time, as they really became. */
export async function writeClip(
  tools: FfmpegTools,
  { film, interval, mode, output, exportsFolder }: ClipRequest,
  signal?: AbortSignal,
): Promise<WrittenClip> {
  const path =
    output === null
      ? await reserveFile(exportsFolder, clipName(film.title, interval.start, interval.end), 'mp4')
      : await checkedOutput(output, [film.path]);
  try {
    const { start, end } = await exportClip(
      tools,
      { path: film.path, probe: film.probe, start: interval.start, end: interval.end, output: path, mode },
      signal,
    );
    return { path, start, end };
  } catch (error) {
    if (output === null) await rm(path, { force: true });
    throw error;
  }
}
