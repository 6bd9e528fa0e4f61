import { existsSync } from 'node:fs';
import { UserFacingError } from '../domain/errors.ts';
import { writeClip } from '../exports/clip.ts';
import { apiPath, requireVideo, requireVideoAt } from '../library/library-path.ts';
import { probeOf } from '../library/video-views.ts';
import { lookUpMoment } from '../search/moment-lookup.ts';
import { filmFacts, filmLines } from '../subtitles/film-lines.ts';
import { writeSubtitles } from '../subtitles/subtitle-file.ts';
import { formatOf } from '../subtitles/subtitle-formats.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls that write files for the person. */
export function exportHandlers(context: CoreContext): HandlersOf<MethodsOf<'exports'>> {
  const { reader, ffmpeg, folders } = context;
  return {
    'exports.clip': async ({ momentId, mode, output }, signal) => {
      const { videoId, start, end } = lookUpMoment(reader, momentId);
      const { path, title, duration, ...video } = requireVideo(reader, videoId);
      const probe = probeOf({ path, title, duration, ...video });
      if (probe === null || !existsSync(path)) {
        throw new UserFacingError(
          'unreadable-file',
          `The film ${apiPath(path)} is not there now.`,
          'Connect the drive it lies on, or index the folder it was moved to.',
        );
      }
      const clip = await writeClip(
        await ffmpeg.tools(),
        {
          film: { path, title, probe },
          interval: { start, end: Math.min(end, duration) },
          mode,
          output: output ?? null,
          exportsFolder: folders.exports,
        },
        signal,
      );
      return { ...clip, path: apiPath(clip.path) };
    },

    'exports.subtitles': async ({ path, output, format, labels, source, interval }) => {
      const film = requireVideoAt(reader, path);
      const written = await writeSubtitles({
        ...filmLines(reader, film, source),
        film,
        facts: filmFacts(reader, film, probeOf(film)),
        output,
        format: format ?? formatOf(output),
        labels,
        interval,
      });
      return { path: apiPath(written.path), cues: written.cues };
    },
  };
}
