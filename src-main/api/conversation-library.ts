import type { LibraryView } from '../conversation/library-view.ts';
import type { KnownFilm } from '../domain/known-film.ts';
import type { QueryPart } from '../domain/query.ts';
import { queryText } from '../domain/query-text.ts';
import { apiPath } from '../library/library-path.ts';
import { noFeedback } from '../search/feedback.ts';
import { partsOf } from '../search/query-plan.ts';
import { parseQuery } from '../search/query.ts';
import type { VideoRow } from '../store/video-table.ts';
import type { SearchContext } from './core-context.ts';

/** The library as a conversation sees it. It can be read and searched there, and nothing else. */
export function conversationLibrary({
  reader,
  search,
}: Pick<SearchContext, 'reader' | 'search'>): LibraryView {
  const names = [...reader.people.all(), ...reader.concepts.all()].map(({ name }) => name);
  return {
    names,
    read: (query) => partsOf(parseQuery(query, names).plan),
    search: async (parts, films, limit, signal) => {
      const run = (some: readonly QueryPart[]) =>
        search.run(queryText(some), limit, signal, noFeedback, films && new Set(films));
      const found = await run(parts);
      // Of most films it is not known who speaks a line: there it is enough that they are on screen.
      const isSaid = parts.some((part) => part.kind === 'said' && part.exact);
      return found.moments.length > 0 || !isSaid ? found : run(parts.flatMap(onScreenMeanwhile));
    },
    film: (id) => {
      const row = reader.videos.byId(id);
      return row ? knownFilm(row) : null;
    },
    films: () => reader.videos.all().map(knownFilm),
    sightings: (videoId, interval) =>
      reader.presence
        .inVideo(videoId, interval)
        .map(({ person, trackId, start, end, confidence }) => ({ person, trackId, start, end, confidence })),
    lines: (videoId, interval) =>
      reader.dialogue
        .within(videoId, interval)
        .map(({ id, text, start, end }) => ({ cueId: id, text, start, end })),
    shots: (videoId) => reader.videos.shots(videoId),
  };
}

function onScreenMeanwhile(part: QueryPart): readonly QueryPart[] {
  if (part.kind !== 'said' || !part.exact) return [part];
  const { name, known, text } = part;
  return [
    { kind: 'person', name, known },
    { kind: 'phrase', text },
  ];
}

function knownFilm({ id, title, path, duration }: VideoRow): KnownFilm {
  return { id, title, path: apiPath(path), duration };
}
