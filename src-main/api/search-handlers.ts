import { parseExample } from '../domain/example.ts';
import type { Evidence, Moment } from '../domain/moment.ts';
import { longestName } from '../domain/person-name.ts';
import { shortened } from '../domain/shortened.ts';
import { apiPath, requireVideo } from '../library/library-path.ts';
import { readyPicture } from '../people/enrol-pictures.ts';
import { lookUpMoment } from '../search/moment-lookup.ts';
import type { ExampleRow } from '../store/example-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { EvidenceView, Example, MomentView } from './contract.ts';
import type { SearchContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls that find moments. */
export function searchHandlers(context: SearchContext): HandlersOf<MethodsOf<'search'>> {
  const { reader, search, worker, events } = context;
  const changing = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    events.tell('searches.changed', {});
    return done;
  };
  return {
    'search.run': async ({ query, limit, feedback }, signal) => {
      const { parts, moments, nearest, missing, weights, problems } = await search.run(
        query,
        limit,
        signal,
        feedback,
      );
      return {
        parts: [...parts],
        moments: moments.map((moment) => momentView(reader, moment)),
        nearest: nearest.map((moment) => momentView(reader, moment)),
        missing: [...missing],
        weights: weights.map((weight) => ({ ...weight })),
        problems: [...problems],
      };
    },

    'search.attach': async ({ file }) => {
      const kept = await worker.keepExample(readyPicture(file));
      return attachedExample(kept);
    },

    'search.examples': ({ examples }) => ({
      examples: examples.flatMap((name) => exampleView(reader, name) ?? []),
    }),

    'search.list': () => ({ saved: reader.searches.saved(), recent: reader.searches.recent() }),
    'search.save': ({ query, name = shortened(query, longestName) }) =>
      changing(worker.saveSearch(name, query)),
    'search.forget': async ({ id }) => ({ forgotten: await changing(worker.forgetSearch(id)) }),
    'search.note': async ({ query }) => {
      await changing(worker.noteSearch(query));
      return {};
    },
    'search.setRecent': async ({ queries }) => {
      await changing(worker.setRecentSearches(queries));
      return {};
    },

    'search.moment': ({ id }) => momentView(reader, lookUpMoment(reader, id)),
  };
}

/** A moment as hosts tell it. Throws when its film is gone. */
export function momentView(reader: LibraryReader, moment: Moment): MomentView {
  const { path, title, duration } = requireVideo(reader, moment.videoId);
  return {
    ...moment,
    path: apiPath(path),
    title,
    videoDuration: duration,
    evidence: moment.evidence.map(evidenceView),
    missing: [...moment.missing],
  };
}

function evidenceView(one: Evidence): EvidenceView {
  switch (one.kind) {
    case 'face':
    case 'concept':
      return { ...one };
    case 'line':
      return { ...one, matched: [...one.matched] };
    case 'picture':
      return { ...one, words: one.words.map(({ word, concepts }) => ({ word, concepts: [...concepts] })) };
  }
}

function attachedExample({ id, kind, name, duration }: ExampleRow): Example {
  return { id, kind, name, videoId: null, start: 0, end: duration };
}

function exampleView(reader: LibraryReader, name: string): Example | null {
  const key = parseExample(name);
  if (key?.kind === 'file') {
    const row = reader.examples.byId(key.id);
    return row && attachedExample(row);
  }
  const video = key && reader.videos.byId(key.videoId);
  if (!video) return null;
  const { kind, videoId } = key;
  const { start, end } = key.kind === 'moment' ? key : { start: key.time, end: key.time };
  return { id: name, kind, name: video.title, videoId, start, end };
}
