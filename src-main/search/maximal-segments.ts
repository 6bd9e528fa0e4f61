/** A run of steps, the end excluded, and the sum of their values. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly sum: number;
}

/**
 * All maximal scoring runs of a sequence: the best run, the best of what is left, and so on, none of which gains by growing.
 * Each start is chosen together with its end. Ruzzo and Tompa, "A linear time algorithm for finding all maximal scoring
 * subsequences" (ISMB 1999). In the order of the sequence.
 */
export function maximalSegments(values: ArrayLike<number>): Segment[] {
  /** Candidates with the sum of everything before their start and up to their end. */
  const found: { start: number; end: number; before: number; upTo: number }[] = [];
  let total = 0;
  for (let at = 0; at < values.length;) {
    if (!(values[at]! > 0)) {
      total += values[at++]!;
      continue;
    }
    // Steps above 0 that follow each other never come apart.
    const next = { start: at, end: at, before: total, upTo: total };
    while (at < values.length && values[at]! > 0) total += values[at++]!;
    next.end = at;
    next.upTo = total;
    for (;;) {
      let index = found.length - 1;
      while (index >= 0 && found[index]!.before >= next.before) index--;
      if (index < 0 || found[index]!.upTo >= next.upTo) break;
      next.start = found[index]!.start;
      next.before = found[index]!.before;
      found.length = index;
    }
    found.push(next);
  }
  return found.map(({ start, end, before, upTo }) => ({ start, end, sum: upTo - before }));
}
