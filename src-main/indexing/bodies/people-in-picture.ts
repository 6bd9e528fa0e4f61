import type { DetectedObject } from '../../models/families/object-detector.ts';

/** Claims of people below this certainty are not looked at. */
const leastConfidence = 0.18;
/** More people than this are a crowd, in which nobody is followed. */
const mostPeople = 12;

/** The people among the things in a picture, the surest first. */
export function peopleIn(objects: readonly DetectedObject[]): DetectedObject[] {
  return objects
    .filter(({ label, confidence }) => label === 'person' && confidence >= leastConfidence)
    .toSorted((a, b) => b.confidence - a.confidence)
    .slice(0, mostPeople);
}
