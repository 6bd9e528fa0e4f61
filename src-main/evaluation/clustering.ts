/** A thing that was put into a cluster, and what it is in truth. */
export interface ClusteredItem {
  readonly cluster: string;
  readonly truth: string;
}

export interface BCubed {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * B-cubed (Bagga and Baldwin 1998), each 0..1: averaged over the items, how much of its cluster is the same thing
 * (precision), and how much of this thing is in its cluster (recall). All NaN without items.
 */
export function bCubed(items: readonly ClusteredItem[]): BCubed {
  const clusters = countBy(items, ({ cluster }) => cluster);
  const truths = countBy(items, ({ truth }) => truth);
  const both = countBy(items, pairOf);
  let [precision, recall] = [0, 0];
  for (const item of items) {
    const together = both.get(pairOf(item))!;
    precision += together / clusters.get(item.cluster)!;
    recall += together / truths.get(item.truth)!;
  }
  precision /= items.length;
  recall /= items.length;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function pairOf({ cluster, truth }: ClusteredItem): string {
  return JSON.stringify([cluster, truth]);
}

function countBy(
  items: readonly ClusteredItem[],
  keyOf: (item: ClusteredItem) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
