import { z } from 'zod';
import type { Interval } from '../../domain/interval.ts';
import { broken, parseJsonLines, type AnnotationText, type Lined } from '../annotation-file.ts';

// Note: the QVHighlights format
// One JSON object a line (Lei et al. 2021, https://github.com/jayleicn/moment_detr). Videos are cut into clips of 2 s;
// three people gave each clip within the relevant windows a saliency from 0 (very bad) to 4 (very good).

const clipSeconds = 2;
const mostClips = 100_000;

const time = z.number().min(-1e7).max(1e7);
const queryId = z.union([z.string(), z.number()]);

const annotation = z.object({
  qid: queryId,
  duration: z.number().positive().max(1e7),
  relevant_windows: z.array(z.tuple([time, time])).min(1),
  relevant_clip_ids: z.array(z.number().int().min(0)),
  saliency_scores: z.array(z.tuple([z.number(), z.number(), z.number()])),
});

const prediction = z.object({
  qid: queryId,
  pred_relevant_windows: z.array(z.tuple([time, time]).rest(z.number())).optional(),
  pred_saliency_scores: z.array(z.number()).min(1).optional(),
});

/** A predicted window; the higher the score, the earlier it is looked at. It may end before it starts. */
export interface ScoredWindow extends Interval {
  readonly score: number;
}

/** One query: the truth and, where they were predicted, the answers to each of the two tasks. */
export interface Query {
  /** At least one. */
  readonly windows: readonly Interval[];
  /** `[clip][annotator]`, 0..4; clips outside the relevant windows have 0. */
  readonly saliency: readonly (readonly [number, number, number])[];
  /** In the order of the file; null when no moments were predicted. */
  readonly predictedWindows: readonly ScoredWindow[] | null;
  /** A score for each clip, as many as there are; null when no saliency was predicted. */
  readonly predictedSaliency: readonly number[] | null;
}

/**
 * Reads annotations and predictions, which must be of the same queries, in the order of the predictions. Throws
 * UserFacingError for a line that does not fit, and where the first prediction has a task that another lacks.
 */
export function readQueries(annotations: AnnotationText, predictions: AnnotationText): Query[] {
  const truths = byId(annotations, parseJsonLines(annotations, annotation));
  const answers = byId(predictions, parseJsonLines(predictions, prediction));
  const missing = [...truths].find(([id]) => !answers.has(id));
  if (missing) throw broken(predictions, null, `no line is about query ${missing[0]}`);
  const first = answers.values().next().value?.value;
  if (!first) throw broken(predictions, null, 'it holds no query');
  return [...answers].map(([id, { line, value }]) => {
    const truth = truths.get(id);
    if (!truth) throw broken(predictions, line, `query ${id} is not among the annotations`);
    for (const task of ['pred_relevant_windows', 'pred_saliency_scores'] as const) {
      if ((value[task] === undefined) !== (first[task] === undefined)) {
        throw broken(predictions, line, `${task} must be on every line or on none`);
      }
    }
    return {
      windows: truth.value.relevant_windows.map(([start, end]) => ({ start, end })),
      saliency: saliencyOf(annotations, truth),
      predictedWindows: value.pred_relevant_windows
        ? value.pred_relevant_windows.map(([start, end, score = 0]) => ({ start, end, score }))
        : null,
      predictedSaliency: value.pred_saliency_scores ?? null,
    };
  });
}

function byId<T extends { readonly qid: string | number }>(
  source: AnnotationText,
  lines: readonly Lined<T>[],
): Map<string, Lined<T>> {
  const found = new Map<string, Lined<T>>();
  for (const lined of lines) {
    const id = String(lined.value.qid);
    if (found.has(id)) throw broken(source, lined.line, `query ${id} is there twice`);
    found.set(id, lined);
  }
  return found;
}

function saliencyOf(
  source: AnnotationText,
  { line, value }: Lined<z.infer<typeof annotation>>,
): Query['saliency'] {
  const clips = Math.floor(value.duration / clipSeconds);
  if (clips > mostClips) throw broken(source, line, `a video of ${value.duration} s is too long`);
  if (value.relevant_clip_ids.length !== value.saliency_scores.length) {
    throw broken(source, line, 'relevant_clip_ids and saliency_scores differ in length');
  }
  const saliency = Array.from({ length: clips }, (): [number, number, number] => [0, 0, 0]);
  value.relevant_clip_ids.forEach((clip, index) => {
    if (clip >= clips) throw broken(source, line, `clip ${clip} lies after the end of the video`);
    saliency[clip] = value.saliency_scores[index]!;
  });
  return saliency;
}
