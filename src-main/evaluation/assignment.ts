import { linearSumAssignment } from 'linear-sum-assignment';

/** More cells than this would take minutes and gigabytes. */
export const mostAssignmentCells = 20_000_000;

/**
 * Pairs each row with at most one column so that the scores of the pairs sum to the most possible. Scores are 0 or
 * more; pairs that score 0 are left out. Where several pairings reach the same sum, any of them is answered.
 *
 * @param scores `[row][column]`, rows of one length
 */
export function bestPairs(scores: readonly (readonly number[])[]): { row: number; column: number }[] {
  if (scores.length === 0 || scores[0]!.length === 0) return [];
  const { rowAssignments } = linearSumAssignment(
    scores.map((row) => Float64Array.from(row)),
    { maximaze: true },
  );
  return scores.flatMap((row, index) => {
    const column = rowAssignments[index]!;
    return column >= 0 && row[column]! > 0 ? [{ row: index, column }] : [];
  });
}
