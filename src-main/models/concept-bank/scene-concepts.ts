import type { Reach } from './synset-reach.ts';
import type { WordReach } from './word-reach.ts';

/** How strongly a class must mean a concept: what only comes along with it, or is only its like, is not seen. */
const leastWeight = 0.61;

/**
 * What each class of a classifier means in the bank: "golden retriever" is a dog. A class may have several names with
 * commas between them, as ImageNet's have.
 */
export function conceptsOfClasses(classes: readonly string[], words: WordReach): readonly Reach[] {
  return classes.map((label) => {
    const reach = new Map<string, number>();
    for (const name of label.toLowerCase().split(',')) {
      const meaning = words.of(name.trim().split(/[\s_-]+/)) ?? new Map<string, number>();
      for (const [id, weight] of meaning) {
        // A hammerhead and a weasel are kinds of persons too; the detectors know people better.
        if (weight >= leastWeight && id !== 'person') reach.set(id, Math.max(weight, reach.get(id) ?? 0));
      }
    }
    return reach;
  });
}

/** Certainty of each concept that the classes' probabilities add up to, 0..1. */
export function conceptsSeen(
  probabilities: Float32Array,
  meanings: readonly Reach[],
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [index, reach] of meanings.entries()) {
    for (const [id, weight] of reach) sums[id] = (sums[id] ?? 0) + probabilities[index]! * weight;
  }
  return Object.fromEntries(Object.entries(sums).map(([id, sum]) => [id, Math.min(1, sum)]));
}
