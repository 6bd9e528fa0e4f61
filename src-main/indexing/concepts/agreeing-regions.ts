import { areaOf, centreOf, type Box } from '../../domain/box.ts';
import { dot, normalised } from '../../domain/vector.ts';
import type { Region } from '../../models/families/region-encoder.ts';

/** The parts of one picture that may show the thing; one where it is known already. */
export interface Candidates {
  readonly regions: readonly Region[];
  /** What each looks like, `[dimension]` of length 1. */
  readonly vectors: readonly Float32Array[];
}

/** What the promise of a region counts beside its agreement with the other pictures. */
const promiseShare = 0.2;
/** As surely as the least claim is made: windows that nothing is claimed of are no better. */
const leastConfidence = 0.04;

/** How much speaks for a region of a picture that somebody took of a thing: sure, large and in the middle. 0..1 */
export function promiseOf({ box, confidence }: Region): number {
  const { x, y } = centreOf(box);
  return confidence * Math.sqrt(areaOf(box)) * (1 - Math.hypot(x - 0.5, y - 0.5));
}

/**
 * Finds the thing that several pictures have in common: in each picture the region that is most like some region of every
 * other one, as far as its looks differ from those of all regions.
 *
 * Note: how much it finds
 * Of 72 pictures of drawn dogs and mugs (seeds 11 to 13, three of each), the surest claim of the detector meets 28 of 100
 * with an IoU of 0.5 or more, agreement alone 58, and both together 65; of 88 a region that meets them is offered. Who asks
 * for a claim first, as enrolment does, finds mugs and no drawn dogs: the detector takes none of those for an animal.
 * @returns one box for each picture
 */
export function agreeingBoxes(pictures: readonly Candidates[]): Box[] {
  const standard = standardised(pictures.map(({ vectors }) => vectors));
  return pictures.map(({ regions }, own) => {
    const scores = regions.map((region, index) => {
      const looks = standard[own]![index]!;
      const others = pictures.filter((_, other) => other !== own);
      const agreement = others.reduce((sum, other) => {
        const theirs = standard[pictures.indexOf(other)]!;
        const likeness = theirs.map((vector, at) => (isWhole(other, at) ? -1 : dot(looks, vector)));
        return sum + Math.max(...likeness) / others.length;
      }, 0);
      const promise = promiseOf({ ...region, confidence: Math.max(leastConfidence, region.confidence) });
      return isWhole({ regions }, index) ? -Infinity : agreement + promiseShare * Math.log(promise + 1e-9);
    });
    return regions[scores.indexOf(Math.max(...scores))]!.box;
  });
}

/** A whole picture is like other whole pictures whatever they show; it is the thing only where there is nothing else. */
function isWhole({ regions }: Pick<Candidates, 'regions'>, index: number): boolean {
  const { width, height } = regions[index]!.box;
  return regions.length > 1 && width === 1 && height === 1;
}

/** Each vector by how far it is from the mean of all, in standard deviations, as a vector of length 1. */
function standardised(pictures: readonly (readonly Float32Array[])[]): Float32Array[][] {
  const all = pictures.flat();
  const mean = new Float32Array(all[0]?.length ?? 0);
  for (const vector of all) vector.forEach((value, i) => (mean[i]! += value / all.length));
  const variance = new Float32Array(mean.length);
  for (const vector of all) {
    vector.forEach((value, i) => (variance[i]! += (value - mean[i]!) ** 2 / all.length));
  }
  return pictures.map((vectors) =>
    vectors.map((vector) =>
      normalised(vector.map((value, i) => (value - mean[i]!) / (Math.sqrt(variance[i]!) + 1e-4))),
    ),
  );
}
