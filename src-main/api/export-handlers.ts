import { existsSync } from 'node:fs';
import { UserFacingError } from '../domain/errors.ts';
import { formatOf, writeAppearances } from '../exports/appearance-file.ts';
import { writeClip } from '../exports/clip.ts';
import { writeSubtitles } from '../exports/subtitle-file.ts';
import { apiPath, requireVideo, requireVideoAt } from '../library/library-path.ts';
import { probeOf } from '../library/video-views.ts';
import { appearancesOf } from '../search/appearances.ts';
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

    'exports.appearances': async ({ name, path, format, output }) => {
      const film = path === undefined ? null : requireVideoAt(reader, path);
      const names = name === undefined ? reader.people.all().map((person) => person.name) : [name];
      const pathOf = (id: number) => apiPath(reader.videos.byId(id)?.path ?? '');
      const appearances = names
        .flatMap((person) =>
          appearancesOf(reader, person, film?.id ?? null).map(({ videoId, ...appearance }) => ({
            person,
            path: pathOf(videoId),
            ...appearance,
          })),
        )
        .toSorted((a, b) => a.path.localeCompare(b.path) || a.start - b.start);
      const written = await writeAppearances({
        appearances,
        film,
        title: [film?.title, name].filter((part) => part !== undefined).join(' '),
        format: output === undefined ? (format ?? 'csv') : formatOf(output),
        output: output ?? null,
        exportsFolder: folders.exports,
      });
      return { ...written, path: apiPath(written.path) };
    },
  };
}
