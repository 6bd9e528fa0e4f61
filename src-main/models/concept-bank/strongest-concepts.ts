import { unpacked } from './concept-vector.ts';
import { places } from './vector-layout.ts';

/** Below this a concept is more likely absent. */
const leastCertainty = 0.5;

/** The concepts that a picture's vector is surest of, at most `most`, the surest first. */
export function strongestConcepts(
  vector: Float32Array,
  most: number,
): { readonly concept: string; readonly certainty: number }[] {
  return [...unpacked(vector)]
    .map((certainty, place) => ({ concept: places[place]!, certainty }))
    .filter(({ certainty }) => certainty >= leastCertainty)
    .toSorted((a, b) => b.certainty - a.certainty)
    .slice(0, most);
}
