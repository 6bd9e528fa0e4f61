import { UserFacingError } from '../../domain/errors.ts';
import { bestPairs, mostAssignmentCells } from '../assignment.ts';
import { matchIou, reaches, type FramePairs } from './frame-pairs.ts';

/** The counts of the identity measures (Ristani et al. 2016), in boxes; they add up over sequences. */
export interface IdentityCounts {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly falsePositives: number;
}

/**
 * Pairs true tracks and found tracks one to one over the whole sequence so that most boxes match. Throws
 * UserFacingError for more tracks than can be paired.
 */
export function identityCounts(frames: readonly FramePairs[]): IdentityCounts {
  const matches = new Map<number, Map<number, number>>();
  let truths = 0;
  let results = 0;
  for (const { truth, result, iou } of frames) {
    truths += truth.length;
    results += result.length;
    truth.forEach((track, row) =>
      result.forEach((found, column) => {
        if (!reaches(iou[row]![column]!, matchIou)) return;
        const matchesOfTrack = matches.get(track) ?? new Map<number, number>();
        matches.set(track, matchesOfTrack.set(found, (matchesOfTrack.get(found) ?? 0) + 1));
      }),
    );
  }
  const rows = [...matches.values()];
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  if (rows.length * columns.length > mostAssignmentCells) {
    throw new UserFacingError(
      'bad-input',
      `${rows.length} true tracks and ${columns.length} found ones are too many to be paired.`,
      'Score the sequence in parts.',
    );
  }
  const scores = rows.map((row) => columns.map((found) => row.get(found) ?? 0));
  const truePositives = bestPairs(scores).reduce((sum, { row, column }) => sum + scores[row]![column]!, 0);
  return {
    truePositives,
    falseNegatives: truths - truePositives,
    falsePositives: results - truePositives,
  };
}

/** Of the true boxes, those that the paired track matches, 0..1. */
export function identityRecall({ truePositives, falseNegatives }: IdentityCounts): number {
  return truePositives / Math.max(1, truePositives + falseNegatives);
}

/** Of the found boxes, those that match the paired track, 0..1. */
export function identityPrecision({ truePositives, falsePositives }: IdentityCounts): number {
  return truePositives / Math.max(1, truePositives + falsePositives);
}

export function identityF1({ truePositives, falseNegatives, falsePositives }: IdentityCounts): number {
  return truePositives / Math.max(1, truePositives + 0.5 * falsePositives + 0.5 * falseNegatives);
}

export function sumOfIdentity(all: readonly IdentityCounts[]): IdentityCounts {
  return all.reduce(
    (sum, counts) => ({
      truePositives: sum.truePositives + counts.truePositives,
      falseNegatives: sum.falseNegatives + counts.falseNegatives,
      falsePositives: sum.falsePositives + counts.falsePositives,
    }),
    { truePositives: 0, falseNegatives: 0, falsePositives: 0 },
  );
}
