import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';
import { recognisedSource } from '../../domain/line-source.ts';
import { readCueFile } from '../../media/cues/cue-file.ts';
import { readEmbeddedCues } from '../../media/cues/embedded-cues.ts';
import { linesOfCues } from '../../media/cues/subtitle-lines.ts';
import type { TimedCue } from '../../media/cues/timed-cue.ts';
import type { SubtitleTrack } from '../../media/probe.ts';
import { filmSidecars, subtitleMarksOf } from '../../media/sidecars/film-sidecars.ts';
import { languageOf, readSubtitleMarks } from '../../media/sidecars/language-suffix.ts';
import type { CueSource, NewCue } from '../../store/cue-table.ts';
import { LineCorrections } from '../line-corrections.ts';
import { readPictureCues } from '../read-subtitle-pictures.ts';
import type { RunningPass } from './pass.ts';

/**
 * Lines of dialogue and who says them, from subtitle files beside the film and from text tracks inside it; where there
 * are none and a model that reads text is installed, from tracks of pictures.
 */
export const subtitlesPass: RunningPass = {
  name: 'subtitles',
  version: 3,
  after: ['probe'],
  step: 'subtitles',
  weight: 0.02,

  async input({ video }, { list, models }) {
    const parts = [video.fingerprint];
    if (models.textRows) parts.push(models.textRows.modelId);
    for (const path of (await filmSidecars(video.path, list)).subtitles) {
      const { size, mtimeMs } = await stat(path);
      parts.push(`${basename(path)}:${size}:${Math.floor(mtimeMs)}`);
    }
    return parts.join('|');
  },

  async run({ video, probe }, { ffmpeg, models, store, list, signal, breathe }) {
    const cues: NewCue[] = [];
    const sources: CueSource[] = [];
    for (const path of (await filmSidecars(video.path, list)).subtitles) {
      signal.throwIfAborted();
      const source = basename(path);
      const frameRate = probe.video?.frameRate ?? 0;
      const read = await skipUnreadable(async () => (await readCueFile(path, frameRate)).cues);
      cues.push(...linesOfCues(read).map((line) => ({ ...line, source })));
      if (read.length > 0) sources.push({ source, ...readSubtitleMarks(subtitleMarksOf(video.path, path)) });
    }
    const takeTracks = async (
      wanted: SubtitleTrack['kind'],
      read: (track: SubtitleTrack) => Promise<TimedCue[]>,
    ): Promise<void> => {
      for (const track of probe.subtitles.filter(({ kind }) => kind === wanted)) {
        const source = `stream ${track.index}`;
        const found = await skipUnreadable(() => read(track));
        cues.push(...linesOfCues(found).map((line) => ({ ...line, source })));
        if (found.length === 0) continue;
        sources.push({ source, language: languageOf(track.language ?? ''), forced: false, sdh: false });
      }
    };
    await takeTracks('text', (track) => readEmbeddedCues(ffmpeg, video.path, track, signal));
    if (models.textRows && cues.length === 0) {
      const reading = { ffmpeg, reader: models.textRows, signal, breathe };
      await takeTracks('bitmap', ({ index }) => readPictureCues(reading, video.path, index, probe));
    }
    return () => {
      const corrections = new LineCorrections(store);
      // What was recognised stays until the pass that recognises speech has seen what was read here.
      store.cues.replace(video.id, corrections.aligned(video.id, cues), recognisedSource);
      store.cues.replaceSources(video.id, sources, recognisedSource);
      corrections.applyAll(video.id, (source) => source !== recognisedSource);
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
