import { concepts, conceptsOf } from './concepts.ts';

// Note: the vector
// First one certainty for each concept in the order of concepts.json, then for each object class one for each colour:
// "red car" is a place of its own, so that a grey car before a red bus is not taken for it.

/** Changes whenever a place in the vector changes its meaning; vectors of different versions must not be compared. */
export const layoutVersion = 1;

export const objectIds: readonly string[] = conceptsOf('object').map(({ id }) => id);
export const colourIds: readonly string[] = conceptsOf('colour').map(({ id }) => id);

/** How a coloured object is named, for example `red car`. */
export const colouredObject = (colour: string, object: string): string => `${colour} ${object}`;

/** The names of the vector's places in their order. */
export const places: readonly string[] = [
  ...concepts.map(({ id }) => id),
  ...objectIds.flatMap((object) => colourIds.map((colour) => colouredObject(colour, object))),
];

const placeByName = new Map(places.map((name, place) => [name, place]));

/** Where a concept or a coloured object lies in the vector. Throws for a name that the bank does not have. */
export function placeOf(name: string): number {
  const place = placeByName.get(name);
  if (place === undefined) throw new Error(`The concept bank has no "${name}".`);
  return place;
}
