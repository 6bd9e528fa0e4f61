import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';
import { readCueFile } from '../../media/cues/cue-file.ts';
import { readEmbeddedCues } from '../../media/cues/embedded-cues.ts';
import { filmSidecars, subtitleMarksOf } from '../../media/sidecars/film-sidecars.ts';
import { languageOf, readSubtitleMarks } from '../../media/sidecars/language-suffix.ts';
import type { CueSource, NewCue } from '../../store/cue-table.ts';
import type { RunningPass } from './pass.ts';

/** Lines of dialogue from subtitle files beside the film and from text tracks inside it. */
export const subtitlesPass: RunningPass = {
  name: 'subtitles',
  version: 2,
  after: ['probe'],
  step: 'subtitles',
  weight: 0.02,

  async input({ video }, { list }) {
    const parts = [video.fingerprint];
    for (const path of (await filmSidecars(video.path, list)).subtitles) {
      const { size, mtimeMs } = await stat(path);
      parts.push(`${basename(path)}:${size}:${Math.floor(mtimeMs)}`);
    }
    return parts.join('|');
  },

  async run({ video, probe }, { ffmpeg, store, list, signal }) {
    const cues: NewCue[] = [];
    const sources: CueSource[] = [];
    for (const path of (await filmSidecars(video.path, list)).subtitles) {
      signal.throwIfAborted();
      const source = basename(path);
      const read = await skipUnreadable(async () => (await readCueFile(path)).cues);
      cues.push(...read.map((cue) => ({ ...cue, source })));
      if (read.length > 0) sources.push({ source, ...readSubtitleMarks(subtitleMarksOf(video.path, path)) });
    }
    for (const { index, kind, language } of probe.subtitles) {
      if (kind !== 'text') continue;
      const source = `stream ${index}`;
      const read = await skipUnreadable(() => readEmbeddedCues(ffmpeg, video.path, index, signal));
      cues.push(...read.map((cue) => ({ ...cue, source })));
      if (read.length === 0) continue;
      sources.push({ source, language: languageOf(language ?? ''), forced: false, sdh: false });
    }
    return () => {
      store.cues.replace(video.id, cues);
      store.cues.replaceSources(video.id, sources);
    };
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
