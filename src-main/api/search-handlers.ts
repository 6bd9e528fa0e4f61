import type { Moment } from '../domain/moment.ts';
import { apiPath, requireVideo } from '../library/library-path.ts';
import { lookUpMoment } from '../search/moment-lookup.ts';
import { searchMoments } from '../search/moment-search.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { EvidenceView, MomentView } from './contract.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls that find moments. */
export function searchHandlers({ reader }: CoreContext): HandlersOf<MethodsOf<'search'>> {
  return {
    'search.run': ({ query, limit }, signal) => {
      signal?.throwIfAborted();
      const { parts, moments, problems } = searchMoments(reader, query, limit);
      return {
        parts: [...parts],
        moments: moments.map((moment) => momentView(reader, moment)),
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
    evidence: moment.evidence.map((one): EvidenceView =>
      one.kind === 'line' ? { ...one, matched: [...one.matched] } : { ...one },
    ),
  };
}
