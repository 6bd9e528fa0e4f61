interface Timed {
  readonly start: number;
  readonly end: number;
}

/** Index of the last item that has begun at `time`, or -1; the list is sorted by start. */
export function lastBegun(items: readonly Timed[], time: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.start <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The next stretch that begins after `time`, or the first one: so that asking again walks through all of them. */
export function nextStretch<T extends Timed>(items: readonly T[], time: number): T | null {
  return items.find((item) => item.start > time + 0.05) ?? items[0] ?? null;
}
