import { existsSync } from 'node:fs';
import { UserFacingError } from '../domain/errors.ts';
import { totalDuration } from '../domain/interval.ts';
import { appearanceFormatOf, writeAppearances } from '../exports/appearance-file.ts';
import { writeClip } from '../exports/clip.ts';
import { writeStill } from '../exports/film-still.ts';
import { writeFilmNfo } from '../exports/nfo-file.ts';
import type { MediaProbe } from '../media/probe.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { VideoRow } from '../store/video-table.ts';
import { apiPath, requireVideo, requireVideoAt } from '../library/library-path.ts';
import { namedFacesAt } from '../library/named-faces.ts';
import { appearancesIn, probeOf } from '../library/video-views.ts';
import { appearancesOf } from '../search/appearances.ts';
import { lookUpMoment } from '../search/moment-lookup.ts';
import { filmFacts, filmLines } from '../subtitles/film-lines.ts';
import { withSounds } from '../subtitles/heard-sounds.ts';
import type { LabelChoice } from '../subtitles/speaker-labels.ts';
import { writeSubtitles } from '../subtitles/subtitle-file.ts';
import { writeSubtitledFilm } from '../subtitles/subtitled-film.ts';
import { formatOf } from '../subtitles/subtitle-formats.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls that write files for the person. */
export function exportHandlers(context: CoreContext): HandlersOf<MethodsOf<'exports'>> {
  const { reader, ffmpeg, folders, events } = context;
  return {
    'exports.clip': async ({ momentId, mode, output }, signal) => {
      const { videoId, start, end } = lookUpMoment(reader, momentId);
      const film = requireVideo(reader, videoId);
      const { path, title, duration } = film;
      const probe = presentProbe(film);
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
      const probe = probeOf(film);
      const lines = writtenLines(reader, film, source, labels);
      const written = await writeSubtitles({
        ...lines,
        film,
        facts: filmFacts(reader, film, probe),
        output: output ?? null,
        exportsFolder: folders.exports,
        format: format ?? (output === undefined ? 'srt' : formatOf(output)),
        labels,
        interval,
      });
      return { path: apiPath(written.path), cues: written.cues, source: lines.source };
    },

    'exports.subtitledFilm': async ({ path, output, way, labels, source }, signal) => {
      const film = requireVideoAt(reader, path);
      const probe = presentProbe(film);
      const lines = writtenLines(reader, film, source, labels);
      const facts = filmFacts(reader, film, probe);
      const sources = reader.cues.sources(film.id);
      const language = sources.find((known) => known.source === lines.source)?.language ?? null;
      const exportsFolder = folders.exports;
      const named = { output: output ?? null, exportsFolder };
      const told = (fraction: number): void => events.tell('exports.progress', { path, way, fraction });
      const request = { ...lines, film, probe, facts, language, ...named, labels, way, told };
      const written = await writeSubtitledFilm(await ffmpeg.tools(), request, signal);
      return { path: apiPath(written.path), cues: written.cues };
    },

    'exports.still': async ({ path, time, output }, signal) => {
      const film = requireVideoAt(reader, path);
      presentProbe(film);
      const faces = namedFacesAt(reader, film.id, time);
      const exportsFolder = folders.exports;
      const request = { film, time, faces, output: output ?? null, exportsFolder };
      const written = await writeStill(await ffmpeg.tools(), request, signal);
      return { path: apiPath(written), people: [...new Set(faces.map(({ name }) => name))] };
    },

    'exports.nfo': async ({ path, output, replace }) => {
      const film = requireVideoAt(reader, path);
      const written = await writeFilmNfo({
        film,
        facts: reader.facts.byVideo(film.id),
        cast: reader.facts.cast(film.id),
        seen: seenLongest(reader, film.id),
        output: output ?? null,
        exportsFolder: folders.exports,
        replaces: replace,
      });
      return { ...written, path: apiPath(written.path) };
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
        format: output === undefined ? (format ?? 'csv') : appearanceFormatOf(output),
        output: output ?? null,
        exportsFolder: folders.exports,
      });
      return { ...written, path: apiPath(written.path) };
    },
  };
}

/** A film's lines as they are written: with the sounds that are heard, for those who cannot hear them. */
function writtenLines(
  reader: LibraryReader,
  film: VideoRow,
  source: string | undefined,
  labels: LabelChoice,
) {
  const { lines, ...rest } = filmLines(reader, film, source);
  return { ...rest, lines: labels === 'sdh' ? withSounds(lines, reader.videos.sounds(film.id)) : lines };
}

/** The names of those who are recognised in a film, who is seen longest first. */
function seenLongest(reader: LibraryReader, videoId: number): string[] {
  return appearancesIn(reader, videoId)
    .toSorted((a, b) => totalDuration(b.intervals) - totalDuration(a.intervals))
    .map(({ name }) => name);
}

/** What the probe said of a film whose file is needed now. Throws a UserFacingError when it is not there. */
function presentProbe(film: VideoRow): MediaProbe {
  const probe = probeOf(film);
  if (probe !== null && existsSync(film.path)) return probe;
  throw new UserFacingError(
    'unreadable-file',
    `The film ${apiPath(film.path)} is not there now.`,
    'Connect the drive it lies on, or index the folder it was moved to.',
  );
}
