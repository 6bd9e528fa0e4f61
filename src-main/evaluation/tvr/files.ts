import { z } from 'zod';
import type { Interval } from '../../domain/interval.ts';
import { broken, parseJson, parseJsonLines, type AnnotationText, type Lined } from '../annotation-file.ts';

// Note: the TVR format
// Annotations: one JSON object a line. Predictions: one JSON object with the numbers of the videos and, for each of
// the three tasks, ranked `[video, start, end, score]` for every query (Lei et al. 2020,
// https://github.com/jayleicn/TVRetrieval). The score is there for the record only: the order counts.

/** Corpus moment, single-video moment and video retrieval, in the reference's order. */
export const tasks = ['VCMR', 'SVMR', 'VR'] as const;
export type Task = (typeof tasks)[number];

/** What a query is about: the picture, the text (dialogue), or both. */
export const queryTypes = ['v', 't', 'vt'] as const;
export type QueryType = (typeof queryTypes)[number];

const longest = 1e7;
const time = z.number().min(-longest).max(longest);

const annotation = z.object({
  desc_id: z.number().int(),
  vid_name: z.string(),
  ts: z.tuple([time, time]),
  type: z.enum(queryTypes).optional(),
});

/** Checked in one go: a schema for each of the millions of rows of a submission would take half a minute. */
const rankedMoments = z.custom<readonly [number, number, number][]>(
  (value) => Array.isArray(value) && value.every(isMoment),
  'must be a list of [video, start, end, score], the first three of them numbers',
);

const answers = z.array(z.object({ desc_id: z.number().int(), predictions: rankedMoments }));

const submission = z.object({
  video2idx: z.record(z.string(), z.number().int()),
  VCMR: answers.optional(),
  SVMR: answers.optional(),
  VR: answers.optional(),
});

/** A predicted moment; its window may end before it starts. */
export interface Prediction extends Interval {
  readonly video: number;
}

export interface Query {
  readonly video: number;
  readonly window: Interval;
  /** Null in data sets without types. */
  readonly type: QueryType | null;
  /** Best first; null for tasks that were not submitted. */
  readonly predictions: Readonly<Record<Task, readonly Prediction[] | null>>;
}

/**
 * Reads annotations and predictions, in the order of the annotations. Throws UserFacingError for a line that does
 * not fit, and where a task's queries are not those of the annotations.
 */
export function readQueries(annotations: AnnotationText, predictions: AnnotationText): Query[] {
  const truths = parseJsonLines(annotations, annotation);
  checkTruths(annotations, truths);
  const submitted = parseJson(predictions, submission);
  const known = new Set(truths.map(({ value }) => value.desc_id));
  const byTask = new Map(tasks.map((task) => [task, answersOf(predictions, submitted[task], task, known)]));
  const videos = new Map(Object.entries(submitted.video2idx));
  return truths.map(({ line, value }): Query => {
    const video = videos.get(value.vid_name);
    if (video === undefined) {
      throw broken(annotations, line, `the video ${value.vid_name} is not in the predictions' video2idx`);
    }
    const answerOf = (task: Task) => byTask.get(task)?.get(value.desc_id) ?? null;
    return {
      video,
      window: { start: value.ts[0], end: value.ts[1] },
      type: value.type ?? null,
      predictions: { VCMR: answerOf('VCMR'), SVMR: answerOf('SVMR'), VR: answerOf('VR') },
    };
  });
}

function isMoment(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 3) return false;
  const [video, start, end] = value as unknown[];
  const isTime = (time: unknown) => typeof time === 'number' && Math.abs(time) <= longest;
  return Number.isInteger(video) && isTime(start) && isTime(end);
}

function checkTruths(source: AnnotationText, truths: readonly Lined<z.infer<typeof annotation>>[]): void {
  const seen = new Set<number>();
  for (const { line, value } of truths) {
    if (seen.has(value.desc_id)) throw broken(source, line, `query ${value.desc_id} is there twice`);
    if ((value.type === undefined) !== (truths[0]!.value.type === undefined)) {
      throw broken(source, line, 'type must be on every line or on none');
    }
    seen.add(value.desc_id);
  }
  if (seen.size === 0) throw broken(source, null, 'it holds no query');
}

function answersOf(
  source: AnnotationText,
  given: z.infer<typeof answers> | undefined,
  task: Task,
  known: ReadonlySet<number>,
): Map<number, Prediction[]> | null {
  if (!given) return null;
  const found = new Map<number, Prediction[]>();
  for (const { desc_id, predictions } of given) {
    if (!known.has(desc_id)) throw broken(source, null, `${task}: query ${desc_id} is not annotated`);
    if (found.has(desc_id)) throw broken(source, null, `${task}: query ${desc_id} is there twice`);
    found.set(
      desc_id,
      predictions.map(([video, start, end]) => ({ video, start, end })),
    );
  }
  const missing = [...known].find((id) => !found.has(id));
  if (missing !== undefined) throw broken(source, null, `${task}: query ${missing} is missing`);
  return found;
}
