import { boxIou } from '../../domain/box.ts';
import { bestPairs } from '../assignment.ts';
import type { TrackedBox, Tracks } from './mot-file.ts';

/** Boxes of truth and result match from this IoU on. */
export const matchIou = 0.5;

/** Lets an IoU that is a float's last digit short of a threshold reach it, as the reference does. */
const epsilon = 2 ** -52;

export function reaches(iou: number, threshold: number): boolean {
  return iou >= threshold - epsilon;
}

/** The tracks seen in one frame, in truth and in the result, and how much their boxes overlap. */
export interface FramePairs {
  readonly truth: readonly number[];
  readonly result: readonly number[];
  /** `[truth][result]`, 0..1. */
  readonly iou: readonly (readonly number[])[];
}

// Note: the classes of MOTChallenge
// Only pedestrians (1) are looked for. Finding a person on a vehicle, a person who never moves, a doll or a reflection
// is neither right nor wrong; everything else (cars, occluders) is no part of the truth.
const pedestrian = 1;
const distractors: ReadonlySet<number> = new Set([2, 7, 8, 12]);

/**
 * The frames to be scored, in order, prepared as for MOTChallenge: boxes of the result that match a distractor are
 * taken out, then the boxes of the truth that are no pedestrians or are marked 0. A truth without classes counts
 * whole, but for the boxes marked 0.
 */
export function framePairs(truth: Tracks, result: Tracks): FramePairs[] {
  const frames = [...new Set([...truth.keys(), ...result.keys()])].sort((a, b) => a - b);
  return frames.map((frame) => {
    const trueBoxes = truth.get(frame) ?? [];
    const found = withoutDistractors(trueBoxes, result.get(frame) ?? []);
    const counted = trueBoxes.filter(
      ({ confidence, objectClass }) =>
        confidence !== 0 && (objectClass === null || objectClass === pedestrian),
    );
    return {
      truth: counted.map(({ track }) => track),
      result: found.map(({ track }) => track),
      iou: ious(counted, found),
    };
  });
}

function withoutDistractors(
  truth: readonly TrackedBox[],
  result: readonly TrackedBox[],
): readonly TrackedBox[] {
  const isDistractor = ({ objectClass }: TrackedBox) => objectClass !== null && distractors.has(objectClass);
  if (!truth.some(isDistractor)) return result;
  const scores = ious(truth, result).map((row) => row.map((iou) => (reaches(iou, matchIou) ? iou : 0)));
  const removed = new Set(
    bestPairs(scores).flatMap(({ row, column }) => (isDistractor(truth[row]!) ? [column] : [])),
  );
  return result.filter((_, column) => !removed.has(column));
}

function ious(truth: readonly TrackedBox[], result: readonly TrackedBox[]): number[][] {
  return truth.map((trueBox) => result.map(({ box }) => boxIou(trueBox.box, box)));
}
