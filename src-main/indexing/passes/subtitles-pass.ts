import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';
import { findSidecars } from '../../media/cues/sidecars.ts';
import { readCueFile } from '../../media/cues/cue-file.ts';
import { readEmbeddedCues } from '../../media/cues/embedded-cues.ts';
import type { NewCue } from '../../store/cue-table.ts';
import type { RunningPass } from './pass.ts';

/** Lines of dialogue from subtitle files beside the film and from text tracks inside it. */
export const subtitlesPass: RunningPass = {
  name: 'subtitles',
  version: 1,
  after: ['probe'],
  step: 'subtitles',
  weight: 0.02,

  async input({ video }) {
    const parts = [video.fingerprint];
    for (const path of await findSidecars(video.path)) {
      const { size, mtimeMs } = await stat(path);
      parts.push(`${basename(path)}:${size}:${Math.floor(mtimeMs)}`);
    }
    return parts.join('|');
  },

  async run({ video, probe }, { ffmpeg, store, signal }) {
    const cues: NewCue[] = [];
    for (const path of await findSidecars(video.path)) {
      signal.throwIfAborted();
      const source = basename(path);
      const read = await skipUnreadable(async () => (await readCueFile(path)).cues);
      cues.push(...read.map((cue) => ({ ...cue, source })));
    }
    for (const { index, kind } of probe.subtitles) {
      if (kind !== 'text') continue;
      const source = `stream ${index}`;
      const read = await skipUnreadable(() => readEmbeddedCues(ffmpeg, video.path, index, signal));
      cues.push(...read.map((cue) => ({ ...cue, source })));
    }
    return () => store.cues.replace(video.id, cues);
  },
};

/** A broken subtitle file must not cost the film its other lines. */
async function skipUnreadable<T>(read: () => Promise<T[]>): Promise<T[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UserFacingError) return [];
    throw error;
  }
}
