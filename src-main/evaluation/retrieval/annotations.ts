import { z } from 'zod';
import type { Interval } from '../../domain/interval.ts';
import { broken, linesOf, parseJson, parseJsonLines, type AnnotationText } from '../annotation-file.ts';

// Note: the formats of moment retrieval's data sets
// - tvr: a line of JSON a query with `desc_id`, `desc`, `vid_name`, `ts` (Lei et al. 2020, https://github.com/jayleicn/TVRetrieval).
// - qvhighlights: a line of JSON a query with `qid`, `query`, `vid`, `relevant_windows` (Lei et al. 2021,
//   https://github.com/jayleicn/moment_detr).
// - charades: a line of text a query, `VIDEO START END##sentence` (Charades-STA, Gao et al. 2017,
//   https://github.com/jiyanggao/TALL).
// - didemo: one JSON list of `annotation_id`, `description`, `video` and `times`, in which each annotator gives the first and
//   the last of the five-second pieces (Hendricks et al. 2017, https://github.com/LisaAnne/LocalizingMoments).

export const protocols = ['tvr', 'qvhighlights', 'charades', 'didemo'] as const;
export type Protocol = (typeof protocols)[number];

/** A query of a data set: its words, and the windows of one video that answer it. */
export interface AnnotatedQuery {
  readonly id: string;
  readonly text: string;
  /** The video's name as the data set writes it, mostly without an ending. */
  readonly video: string;
  /** Seconds; at least one. */
  readonly windows: readonly Interval[];
}

const mostCharacters = 10_000;
const longest = 1e7;
const time = z.number().min(0).max(longest);
const words = z.string().trim().min(1).max(mostCharacters);
const name = z.string().min(1).max(1000);

const tvrQuery = z.object({
  desc_id: z.number().int(),
  desc: words,
  vid_name: name,
  ts: z.tuple([time, time]),
});

const qvhighlightsQuery = z.object({
  qid: z.union([z.string(), z.number()]),
  query: words,
  vid: name,
  relevant_windows: z.array(z.tuple([time, time])).min(1),
});

const didemoPiece = z.number().int().min(0).max(1000);
const didemoQueries = z.array(
  z.object({
    annotation_id: z.number().int(),
    description: words,
    video: name,
    times: z.array(z.tuple([didemoPiece, didemoPiece])).min(1),
  }),
);
const didemoPieceSeconds = 5;
/** Annotators who must agree on a window, where any two do. */
const agreeing = 2;

const charadesLine = /^(\S+)\s+(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)\s*##(.+)$/;

/**
 * Reads the queries of a data set in its public form. Throws UserFacingError, which names the line, for what does not fit,
 * for a window that ends before it begins, and for two queries with one id.
 */
export function readAnnotations(protocol: Protocol, source: AnnotationText): AnnotatedQuery[] {
  const queries = { tvr, qvhighlights, charades, didemo }[protocol](source);
  const seen = new Set<string>();
  for (const { id, windows } of queries) {
    if (seen.has(id)) throw broken(source, null, `query ${id} is there twice`);
    if (windows.some(({ start, end }) => end < start)) {
      throw broken(source, null, `a window of query ${id} ends before it begins`);
    }
    seen.add(id);
  }
  if (queries.length === 0) throw broken(source, null, 'it holds no query');
  return queries;
}

function tvr(source: AnnotationText): AnnotatedQuery[] {
  return parseJsonLines(source, tvrQuery).map(({ value }) => ({
    id: String(value.desc_id),
    text: value.desc,
    video: value.vid_name,
    windows: [{ start: value.ts[0], end: value.ts[1] }],
  }));
}

function qvhighlights(source: AnnotationText): AnnotatedQuery[] {
  return parseJsonLines(source, qvhighlightsQuery).map(({ value }) => ({
    id: String(value.qid),
    text: value.query,
    video: value.vid,
    windows: value.relevant_windows.map(([start, end]) => ({ start, end })),
  }));
}

function charades(source: AnnotationText): AnnotatedQuery[] {
  return linesOf(source).map(({ number, text }) => {
    const [, video, start, end, sentence] = charadesLine.exec(text.trim()) ?? [];
    const spoken = sentence?.trim() ?? '';
    if (!video || spoken === '' || spoken.length > mostCharacters) {
      throw broken(source, number, 'this is not of the form VIDEO START END##sentence');
    }
    // A line has no id of its own.
    return { id: String(number), text: spoken, video, windows: [{ start: Number(start), end: Number(end) }] };
  });
}

function didemo(source: AnnotationText): AnnotatedQuery[] {
  return parseJson(source, didemoQueries).map(({ annotation_id, description, video, times }) => {
    const votes = [...Map.groupBy(times, (pieces) => pieces.join('-')).values()];
    const agreed = votes.filter((same) => same.length >= agreeing);
    return {
      id: String(annotation_id),
      text: description,
      video,
      windows: (agreed.length > 0 ? agreed : votes).map((same) => ({
        start: same[0]![0] * didemoPieceSeconds,
        end: (same[0]![1] + 1) * didemoPieceSeconds,
      })),
    };
  });
}
