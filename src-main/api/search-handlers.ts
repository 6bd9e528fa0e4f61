import type { Evidence, Moment } from '../domain/moment.ts';
import { apiPath, requireVideo } from '../library/library-path.ts';
import { lookUpMoment } from '../search/moment-lookup.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { EvidenceView, MomentView } from './contract.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls that find moments. */
export function searchHandlers({ reader, search }: CoreContext): HandlersOf<MethodsOf<'search'>> {
  return {
    'search.run': async ({ query, limit }, signal) => {
      const { parts, moments, nearest, missing, problems } = await search.run(query, limit, signal);
      return {
        parts: [...parts],
        moments: moments.map((moment) => momentView(reader, moment)),
        nearest: nearest.map((moment) => momentView(reader, moment)),
        missing: [...missing],
        problems: [...problems],
      };
    },

    'search.moment': ({ id }) => momentView(reader, lookUpMoment(reader, id)),
  };
}

function momentView(reader: LibraryReader, moment: Moment): MomentView {
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
