import { basename } from 'node:path';
import { z } from 'zod';
import { foldName } from '../domain/person-name.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { VideoRow } from '../store/video-table.ts';
import type { QueryFilter } from './query-plan.ts';

/** A film of "5 minutes" lasts from 90 % of them to 110 %. */
const about = 0.1;

/** The films in which a query may be answered; null for all. */
export type FilmChoice = ReadonlySet<number> | null;

const languages = z.object({
  audio: z.array(z.object({ language: z.string().optional() })).default([]),
  subtitles: z.array(z.object({ language: z.string().optional() })).default([]),
});

/** The films that filters leave; null when they leave all. Several filters of one kind leave what any of them does. */
export function chosenFilms(reader: LibraryReader, filters: readonly QueryFilter[]): FilmChoice {
  // A shot's size and its light are a matter of each picture, not of the film.
  const kinds = Map.groupBy(
    filters.filter(({ kind }) => kind !== 'shot' && kind !== 'light'),
    ({ kind }) => kind,
  );
  if (kinds.size === 0) return null;
  const sources = kinds.has('lang') ? reader.cues.sourcesByVideo() : new Map<number, string[]>();
  const seen = kinds.has('seen') ? reader.watched.seenVideos() : new Set<number>();
  const left = reader.videos
    .all()
    .filter((video) =>
      [...kinds.values()].every((any) =>
        any.some((filter) => passes(video, filter, sources.get(video.id) ?? [], seen)),
      ),
    );
  return new Set(left.map(({ id }) => id));
}

/** The films that two choices leave. */
export function inBoth(a: FilmChoice, b: FilmChoice): FilmChoice {
  return a && b ? new Set([...a].filter((id) => b.has(id))) : (a ?? b);
}

function passes(
  video: VideoRow,
  filter: QueryFilter,
  cueSources: readonly string[],
  seen: ReadonlySet<number>,
): boolean {
  switch (filter.kind) {
    case 'in': {
      const wanted = foldName(filter.text);
      return [video.title, ...video.path.split(/[\\/]/)].some((name) => foldName(name).includes(wanted));
    }
    case 'year': {
      const year = yearOf(video);
      return year !== null && inRange(year, filter.from, filter.to);
    }
    case 'duration': {
      const { from, to } = filter;
      if (from !== null && from === to) return Math.abs(video.duration - from) <= about * from;
      return inRange(video.duration, from, to);
    }
    case 'lang':
      return languagesOf(video, cueSources).has(shortCode(filter.language));
    case 'added':
      return wasAdded(video.addedAt, filter);
    case 'seen':
      return seen.has(video.id) === filter.seen;
    case 'shot':
    case 'light':
      return true;
  }
}

/** By the days of this machine's calendar. */
function wasAdded(addedAt: string, filter: QueryFilter & { kind: 'added' }): boolean {
  const date = new Date(addedAt);
  if ('days' in filter) return Date.now() - date.getTime() <= filter.days * 86_400_000;
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return (filter.from === null || day >= filter.from) && (filter.to === null || day <= filter.to);
}

function inRange(value: number, from: number | null, to: number | null): boolean {
  return (from === null || value >= from) && (to === null || value <= to);
}

/** The year in a film's title or file name, as in `The Mug (1999).mkv`: the last number that can be one. */
function yearOf({ title, path }: VideoRow): number | null {
  const years = `${title} ${basename(path)}`.match(/(?<!\d)(?:18|19|20)\d\d(?!\d)/g);
  return years ? Number(years.at(-1)) : null;
}

/** Languages that are spoken or written in a film, as far as its tracks and its subtitle files tell. */
function languagesOf(video: VideoRow, cueSources: readonly string[]): Set<string> {
  const parsed = languages.safeParse(video.probe ? JSON.parse(video.probe) : {});
  const tracks = parsed.success ? [...parsed.data.audio, ...parsed.data.subtitles] : [];
  const suffixes = cueSources.flatMap(
    (source) => /\.([a-z]{2,3})(?:-[a-z0-9]+)*\.[a-z]+$/i.exec(source)?.[1] ?? [],
  );
  return new Set([...tracks.flatMap(({ language }) => language ?? []), ...suffixes].map(shortCode));
}

/** `en` for `eng`: the code that the platform prefers. */
function shortCode(code: string): string {
  try {
    return new Intl.Locale(code).language;
  } catch {
    return code.toLowerCase();
  }
}
