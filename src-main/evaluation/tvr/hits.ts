import type { Interval } from '../../domain/interval.ts';
import type { Prediction, Query, Task } from './files.ts';

export const iouThresholds = [0.5, 0.7] as const;
export const recallDepths = [1, 5, 10, 100] as const;
const mostPredictions = 100;

/**
 * The names of a task's recalls: the IoU to be reached and how many predictions are looked at (`0.5-r10`); `r10`
 * alone for whole videos.
 */
export function recallNames(task: Task): string[] {
  if (task === 'VR') return recallDepths.map((depth) => `r${depth}`);
  return iouThresholds.flatMap((iou) => recallDepths.map((depth) => `${iou}-r${depth}`));
}

/** Whether a query was answered, one value for each of the task's {@link recallNames}. */
export function recallsOf(query: Query, task: Task): boolean[] {
  const looked = (query.predictions[task] ?? []).slice(0, mostPredictions);
  const isRight = (prediction: Prediction): boolean => prediction.video === query.video;
  if (task === 'VR') return recallsAt(looked.findIndex(isRight));
  // Where the video is given, predictions in other videos do not count as tries.
  const candidates = task === 'SVMR' ? looked.filter(isRight) : looked;
  return iouThresholds.flatMap((iou) =>
    recallsAt(
      candidates.findIndex(
        (prediction) =>
          isRight(prediction) && singlePrecisionIou(prediction, query.window) >= Math.fround(iou),
      ),
    ),
  );
}

function recallsAt(index: number): boolean[] {
  return recallDepths.map((depth) => index >= 0 && index < depth);
}

/**
 * Overlap over the hull of two windows, 0..1, with every step rounded to single precision: the reference computes so,
 * and at a threshold the last digit decides. The first window may end before it starts; then nothing overlaps.
 */
export function singlePrecisionIou(predicted: Interval, truth: Interval): number {
  const { fround, max, min } = Math;
  const [start, end] = [fround(predicted.start), fround(predicted.end)];
  const [trueStart, trueEnd] = [fround(truth.start), fround(truth.end)];
  const overlap = max(0, fround(min(end, trueEnd) - max(start, trueStart)));
  const hull = fround(max(end, trueEnd) - min(start, trueStart));
  return hull === 0 ? 0 : fround(overlap / hull);
}
