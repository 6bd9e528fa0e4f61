import { unpacked } from './concept-vector.ts';
import { conceptsOf } from './concepts.ts';
import { placeOf } from './vector-layout.ts';

const scenes = conceptsOf('place').map(({ id }) => id);
/** Below this a concept is more likely absent. */
const leastCertainty = 0.5;

/** The places, like a kitchen or a street, that a picture's concept vector is surer of than not. */
export function scenesIn(vector: Float32Array): string[] {
  const certainties = unpacked(vector);
  return scenes.filter((scene) => certainties[placeOf(scene)]! > leastCertainty);
}
