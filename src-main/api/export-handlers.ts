import { existsSync } from 'node:fs';
import { UserFacingError } from '../domain/errors.ts';
import { writeClip } from '../exports/clip.ts';
import { writeSubtitles } from '../exports/subtitle-file.ts';
import { apiPath, requireVideo, requireVideoAt } from '../library/library-path.ts';
import { probeOf } from '../library/video-views.ts';
import { lookUpMoment } from '../search/moment-lookup.ts';
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

    'exports.subtitles': async ({ path, output, interval }) => {
      const film = requireVideoAt(reader, path);
      const written = await writeSubtitles({ film, cues: reader.cues.byVideo(film.id), output, interval });
      return { path: apiPath(written.path), cues: written.cues };
    },
  };
}
