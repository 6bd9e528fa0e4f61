import { linearSumAssignment } from 'linear-sum-assignment';

/**
 * Pairs rows and columns one to one so that the scores sum to the most. A score of null forbids a pair.
 * @returns for each row its column, or -1
 */
export function assign(scores: readonly (readonly (number | null)[])[]): number[] {
  const columns = scores[0]?.length ?? 0;
  if (columns === 0) return scores.map(() => -1);
  const costs = scores.map((row) => row.map((score) => (score === null ? forbidden : 1 - score)));
  const { rowAssignments } = linearSumAssignment(costs, { maximaze: false });
  return scores.map((row, index) => {
    const column = rowAssignments[index] ?? -1;
    return column >= 0 && (row[column] ?? null) !== null ? column : -1;
  });
}

/** So dear that two pairs more always beat one forbidden pair less. */
const forbidden = 1000;
