import { dot, normalised } from '../domain/vector.ts';
import type { PersonTemplate } from '../store/people-table.ts';

/** Two named people who may be one. */
export interface AlikePeople {
  readonly people: readonly [number, number];
  /** Calibrated certainty that they are, 0..1. */
  readonly confidence: number;
}

/** From this certainty on somebody is asked whether two are one. */
export const leastAlike = 0.7;

/**
 * Pairs of people whose enrolled pictures look like one person's, the likeliest first; who was named first comes first in a
 * pair.
 *
 * @param isKnownApart whether the user or some film says that two are two
 */
export function alikePeople(
  templates: readonly PersonTemplate[],
  confidenceOf: (cosine: number) => number,
  isKnownApart: (a: number, b: number) => boolean,
): AlikePeople[] {
  const faces = [...Map.groupBy(templates, ({ personId }) => personId)]
    .map(([personId, own]) => ({ personId, mean: meanOf(own) }))
    .toSorted((a, b) => a.personId - b.personId);
  const pairs: AlikePeople[] = [];
  for (const [index, one] of faces.entries()) {
    for (const other of faces.slice(index + 1)) {
      const confidence = confidenceOf(dot(one.mean, other.mean));
      if (confidence < leastAlike || isKnownApart(one.personId, other.personId)) continue;
      pairs.push({ people: [one.personId, other.personId], confidence });
    }
  }
  return pairs.toSorted((a, b) => b.confidence - a.confidence);
}

/** Calibrated certainty that some pictures and others show one person: that of their cosine on average over all pairs. */
export function likenessOf(
  some: readonly PersonTemplate[],
  others: readonly PersonTemplate[],
  confidenceOf: (cosine: number) => number,
): number {
  return confidenceOf(dot(meanOf(some), meanOf(others)));
}

/** The mean direction, not scaled: the dot product of two means is the mean of all cosines between the two sets. */
function meanOf(templates: readonly PersonTemplate[]): Float32Array {
  const sum = new Float32Array(templates[0]!.embedding.length);
  for (const { embedding } of templates) {
    normalised(embedding).forEach((value, i) => (sum[i]! += value / templates.length));
  }
  return sum;
}
