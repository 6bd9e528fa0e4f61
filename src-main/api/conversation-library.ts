import type { LibraryView } from '../conversation/library-view.ts';
import type { KnownFilm } from '../domain/known-film.ts';
import { queryText } from '../domain/query-text.ts';
import { apiPath } from '../library/library-path.ts';
import { noFeedback } from '../search/feedback.ts';
import { partsOf } from '../search/query-plan.ts';
import { parseQuery } from '../search/query.ts';
import type { VideoRow } from '../store/video-table.ts';
import type { CoreContext } from './core-context.ts';

/** The library as a conversation sees it. It can be read and searched there, and nothing else. */
export function conversationLibrary({ reader, search }: Pick<CoreContext, 'reader' | 'search'>): LibraryView {
  const names = [...reader.people.all(), ...reader.concepts.all()].map(({ name }) => name);
  return {
    names,
    read: (query) => partsOf(parseQuery(query, names).plan),
    search: (parts, films, limit, signal) =>
      search.run(queryText(parts), limit, signal, noFeedback, films && new Set(films)),
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

function knownFilm({ id, title, path, duration }: VideoRow): KnownFilm {
  return { id, title, path: apiPath(path), duration };
}
