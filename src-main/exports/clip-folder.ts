import { mkdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';
import type { Interval } from '../domain/interval.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { reserveFolder } from '../media/output-file.ts';
import type { MediaProbe } from '../media/probe.ts';
import { unwritable } from '../media/whole-file.ts';
import { clipName } from './clip-name.ts';
import { writeClip } from './clip.ts';
import { requirePresent } from './present-film.ts';
import { collectionFileName } from './sequence/sequence-file.ts';

export interface ClipMoment extends Interval {
  readonly film: { readonly path: string; readonly title: string; readonly probe: MediaProbe };
}

export interface ClipFolderRequest<M extends ClipMoment> {
  readonly name: string;
  readonly moments: readonly M[];
  readonly mode: 'exact' | 'lossless';
  /** A folder of the user's choice, which is made where it is not there; null for one of that name in the exports. */
  readonly output: string | null;
  readonly exportsFolder: string;
}

export interface WrittenClips<M> {
  readonly folder: string;
  readonly files: readonly string[];
  readonly failed: readonly { readonly moment: M; readonly reason: string }[];
}

/**
 * Writes each moment as a clip, numbered in their order. A moment that cannot be read is left out and told.
 * @param told how many are done
 */
export async function writeClips<M extends ClipMoment>(
  tools: FfmpegTools,
  { name, moments, mode, output, exportsFolder }: ClipFolderRequest<M>,
  told: (done: number) => void,
  signal?: AbortSignal,
): Promise<WrittenClips<M>> {
  const folder = output ?? (await reserveFolder(exportsFolder, collectionFileName(name)));
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unwritable(join(folder, 'clip.mp4'), error);
  });
  const digits = String(moments.length).length;
  const files: string[] = [];
  const failed: { moment: M; reason: string }[] = [];
  for (const [index, moment] of moments.entries()) {
    const { film, start, end } = moment;
    const number = String(index + 1).padStart(digits, '0');
    const file = join(folder, `${number} ${clipName(film.title, start, end)}${endingOf(film.path, mode)}`);
    try {
      requirePresent(film);
      const request = { film, interval: { start, end }, mode, output: file, exportsFolder };
      files.push((await writeClip(tools, request, signal)).path);
    } catch (error) {
      const isOfFilm =
        error instanceof UserFacingError && ['unreadable-file', 'unsupported-media'].includes(error.code);
      if (!isOfFilm) throw error;
      failed.push({ moment, reason: error.message });
    }
    told(index + 1);
  }
  return { folder, files, failed };
}

/** What a clip's name ends in: Matroska holds whatever is copied from films that are no MP4. */
function endingOf(film: string, mode: 'exact' | 'lossless'): '.mp4' | '.mkv' {
  const isMp4 = ['.mp4', '.m4v', '.mov'].includes(extname(film).toLowerCase());
  return mode === 'exact' || isMp4 ? '.mp4' : '.mkv';
}
