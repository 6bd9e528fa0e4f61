import { colourIds, objectIds } from '../../../models/concept-bank/vector-layout.ts';
import { strongestConcepts } from '../../../models/concept-bank/strongest-concepts.ts';
import type { ConceptKind } from '../../../domain/concept.ts';

/** What is asked of the concept bank, and how many words of it a caption takes. */
const [mostAsked, mostSaid] = [40, 4];
const generalNoun: Readonly<Record<ConceptKind, string>> = { pet: 'pet', object: 'thing', place: 'place' };
const isColoured = new Set(colourIds.flatMap((colour) => objectIds.map((object) => `${colour} ${object}`)));

/** What a concept is called without its name: “dog” where the bank sees one in most pictures, otherwise its kind. */
export function genericNoun(kind: ConceptKind, pictures: readonly Float32Array[]): string {
  const seen = pictures.map((picture) => strongestConcepts(picture, mostAsked).map(({ concept }) => concept));
  const counts = objectIds
    .filter((object) => object !== 'person')
    .map((object) => ({ object, count: seen.filter((concepts) => concepts.includes(object)).length }));
  const [best] = counts.toSorted((a, b) => b.count - a.count);
  return best && best.count > pictures.length / 2 ? best.object : generalNoun[kind];
}

/**
 * Says in words what the pictures of a concept have in common, as far as the concept bank tells: “a photo of a dog, brown
 * dog, grass”. It stands in for the caption of a captioner, of which there is none (Korbar 2024, 5.3.1).
 * @param pictures vectors of the concept bank, of the thing alone
 */
export function denseCaption(noun: string, pictures: readonly Float32Array[]): string {
  const sums = new Map<string, number>();
  for (const picture of pictures) {
    for (const { concept, certainty } of strongestConcepts(picture, mostAsked)) {
      sums.set(concept, (sums.get(concept) ?? 0) + certainty / pictures.length);
    }
  }
  const said = [...sums]
    .filter(([concept, sum]) => sum >= 0.5 && concept !== noun && tells(concept, noun))
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, mostSaid)
    .map(([concept]) => concept);
  return [genericCaption(noun), ...said].join(', ');
}

export function genericCaption(noun: string): string {
  return `a photo of a ${noun}`;
}

/** The colours of other things say nothing of this one. */
function tells(concept: string, noun: string): boolean {
  return !isColoured.has(concept) || concept.endsWith(` ${noun}`);
}
