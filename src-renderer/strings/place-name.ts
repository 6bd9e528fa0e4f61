import { t } from './translate.svelte.ts';

const places = [
  'indoors',
  'outdoors',
  'kitchen',
  'living room',
  'bedroom',
  'bathroom',
  'office',
  'street',
  'snow',
  'greenery',
  'sky',
  'water',
] as const;
type Place = (typeof places)[number];

/** A place of the concept bank in the person's language; one that has no text keeps its own name. */
export function placeName(concept: string): string {
  const known = places.find((place): place is Place => place === concept);
  return known ? t(`place.${known}`) : concept;
}
