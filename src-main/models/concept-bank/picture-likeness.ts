import { concepts, type ConceptKind } from './concepts.ts';
import { priors } from './calibration.ts';
import { certainty } from './logistic.ts';
import { scaleOf, scalesOf } from './concept-vector.ts';
import type { VectorColumns } from '../../domain/vector-columns.ts';
import { placeOf } from './vector-layout.ts';
import type { PictureMatch, TextEncoding } from '../families/visual-text-encoder.ts';

// Note: the likeness of two pictures
// Both show a concept as surely as the less sure of them does, and either of them as surely as the surer does. The share
// of the one in the other (the weighted Jaccard index, of Ruzicka) is 1 for the same picture and 0 where nothing is
// shared. Rare concepts count more, as they do for texts. What a picture shares with an example never exceeds what the
// highest certainties of its film share with it: that bounds the film.

/** At the midpoint a picture is as likely taken for one of the same scene as not; see `npm run evaluate -- examples`. */
const curve = { midpoint: 0.4, slope: 14 };
/** Less than this the models say of most pictures. */
const leastCertainty = 0.1;
const rounding = 1e-4;
/** What a picture has one of: who asks for another one does not want the example's. */
const exclusiveKinds: ReadonlySet<ConceptKind> = new Set(['light', 'place', 'shot', 'people']);
/** The light changes the colours with it. */
const changedWithLight: ConceptKind = 'colour';

/**
 * How like pictures are to an example.
 * @param example of the concept bank; throws a RangeError for a vector of another layout
 * @param changes what is to be otherwise than in the example: "like this, but at night"
 */
export function pictureLikeness(example: Float32Array, changes?: TextEncoding): PictureMatch {
  const left = leftOut(changes);
  const scale = scaleOf(example);
  const asked: { place: number; value: number }[] = [];
  const weights = new Float32Array(priors.length + 1);
  let whole = 0;
  for (let place = 0; place < priors.length; place++) {
    const kind = concepts[place]?.kind;
    if (kind && left.has(kind)) continue;
    weights[place + 1] = -Math.log(priors[place]!);
    const value = example[place + 1]! / scale;
    if (value < leastCertainty) continue;
    asked.push({ place: place + 1, value });
    whole += weights[place + 1]! * value;
  }
  // An example that shows nothing is like nothing.
  if (whole === 0) {
    return {
      likeness: () => 0,
      likenesses: ({ count }) => new Float32Array(count),
      bound: () => 0,
      direction: null,
    };
  }
  const sharedWith = (picture: Float32Array, least: number): number => {
    const own = scaleOf(picture);
    let shared = 0;
    for (const { place, value } of asked) {
      const theirs = picture[place]! / own;
      if (theirs >= least) shared += weights[place]! * Math.min(value, theirs);
    }
    return shared;
  };
  return {
    likeness: (picture) => {
      const own = scaleOf(picture);
      let theirs = 0;
      for (let place = 1; place < picture.length; place++) {
        const value = picture[place]! / own;
        if (value >= leastCertainty) theirs += weights[place]! * value;
      }
      const shared = sharedWith(picture, leastCertainty);
      return certainty(shared / (whole + theirs - shared), curve);
    },
    likenesses: (pictures) => {
      const scales = scalesOf(pictures);
      const shared = new Float32Array(pictures.count);
      for (const { place, value } of asked) {
        addAbove(pictures, scales, place, shared, weights[place]!, value);
      }
      const theirs = new Float32Array(pictures.count);
      for (let place = 1; place < pictures.dimension; place++) {
        if (weights[place]! > 0) addAbove(pictures, scales, place, theirs, weights[place]!, Infinity);
      }
      return shared.map((share, row) => certainty(share / (whole + theirs[row]! - share), curve));
    },
    // The envelope's certainties are rounded once more than the pictures'.
    bound: (envelope) => certainty(sharedWith(envelope, leastCertainty - rounding) / whole, curve),
    direction: null,
  };
}

/** Adds to every picture what its certainty of a place weighs, no more than `most` of it. */
function addAbove(
  pictures: VectorColumns,
  scales: Float32Array,
  place: number,
  sums: Float32Array,
  weight: number,
  most: number,
): void {
  const { rows, values } = pictures.column(place);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const value = values[at]! / scales[row]!;
    if (value >= leastCertainty) sums[row]! += weight * Math.min(most, value);
  }
}

function leftOut(changes: TextEncoding | undefined): ReadonlySet<ConceptKind> {
  const kinds = new Set(
    (changes?.matched ?? [])
      .flatMap((word) => word.concepts.map((name) => concepts[placeOf(name)]?.kind))
      .filter((kind) => kind !== undefined && exclusiveKinds.has(kind)) as ConceptKind[],
  );
  return kinds.has('light') ? kinds.add(changedWithLight) : kinds;
}
