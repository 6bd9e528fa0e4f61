import type { VectorColumn, VectorColumns } from '../../domain/vector-columns.ts';
import { normalised } from '../../domain/vector.ts';
import { places } from './vector-layout.ts';

// Note: length 1
// Vectors of an index have length 1, but likeness needs the certainties themselves. So each vector starts with a 1
// before it is scaled: whoever divides by the first number has the certainties back.

/** Numbers in a vector as the index keeps it. */
export const conceptDimension = places.length + 1;

/** A vector of length 1 from the values of each place. */
export function packed(values: Float32Array): Float32Array {
  const vector = new Float32Array(conceptDimension);
  vector[0] = 1;
  vector.set(values, 1);
  return normalised(vector);
}

/** The values of each place. Throws a RangeError for a vector of another layout. */
export function unpacked(vector: Float32Array): Float32Array {
  const scale = scaleOf(vector);
  return vector.subarray(1).map((value) => value / scale);
}

/** What a vector's values, from the second on, are to be divided by. Throws a RangeError for a vector of another layout. */
export function scaleOf(vector: Float32Array): number {
  const scale = vector[0] ?? 0;
  if (vector.length !== conceptDimension || !(scale > 0)) {
    throw new RangeError('The vector does not come from this concept bank.');
  }
  return scale;
}

/** {@link scaleOf} of each of many vectors. Throws a RangeError for vectors of another layout. */
export function scalesOf(pictures: VectorColumns): Float32Array {
  const { values } = pictures.column(0);
  if (pictures.count > 0 && (pictures.dimension !== conceptDimension || values.length !== pictures.count)) {
    throw new RangeError('The vectors do not come from this concept bank.');
  }
  return values;
}

/** What stands at a place of the layout, still to be divided by the scales. */
export function columnAt(pictures: VectorColumns, place: number): VectorColumn {
  return pictures.column(place + 1);
}
