import type { PersonTemplate } from '../../store/people-table.ts';
import type { IdentityRules } from '../identify.ts';
import { faceEvidence, type PersonFaces } from './face-evidence.ts';
import type { Figure, FigureFace } from './figure.ts';

/** A face of a film that surely shows somebody. */
export interface TaughtFace {
  readonly face: FigureFace;
  readonly personId: number;
}

/** Faces of a person that are clearest, and further ones of the same film: more looks of one person say hardly more. */
const mostClear = 12;
const mostFurther = 12;

/**
 * What is known of everybody's faces: enrolled pictures, and faces of the film.
 *
 * @param taught from the surest on. Faces far from the camera are hardly like a portrait but like one another, so that one
 *   of them that was told by its place tells others.
 */
export function knownFaces(
  templates: readonly PersonTemplate[],
  taught: readonly TaughtFace[],
): PersonFaces[] {
  const byPerson = Map.groupBy(taught, ({ personId }) => personId);
  const enrolled = Map.groupBy(templates, ({ personId }) => personId);
  return [...new Set([...byPerson.keys(), ...enrolled.keys()])].map((personId) => ({
    personId,
    templates: (enrolled.get(personId) ?? []).map(({ embedding }) => embedding),
    tracks: someOf((byPerson.get(personId) ?? []).map(({ face }) => face)).map(({ embedding }) => embedding),
  }));
}

function someOf(faces: readonly FigureFace[]): FigureFace[] {
  const sorted = faces.toSorted((a, b) => b.quality - a.quality);
  return [...sorted.slice(0, mostClear), ...sorted.slice(mostClear).slice(-mostFurther)];
}

/** What the faces of a figure say for each person together: the clearest of them. */
export function facesEvidence(
  { faces }: Figure,
  people: readonly PersonFaces[],
  rules: IdentityRules,
): ReadonlyMap<number, number> {
  const clearest = faces.toSorted((a, b) => b.quality - a.quality)[0];
  return clearest ? faceEvidence(clearest, people, rules) : new Map();
}
