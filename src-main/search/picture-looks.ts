import type { Light, QueryFilter, ShotSize } from './query-plan.ts';

// Note: filters of pictures
// How large people are in the picture and how light it is are concepts of the pictures' own encoder: the concept bank takes
// the one from the height of the largest head and the other from the mean lightness. So these filters are texts that a
// picture must answer besides the rest, and an encoder without such concepts reads them as the words they are.

/** What pictures must look like, as texts; all of them. */
export type Look = readonly string[];

const shotWords: Readonly<Record<ShotSize, string>> = {
  'close-up': 'close-up',
  medium: 'medium shot',
  wide: 'wide shot',
};
const lightWords: Readonly<Record<Light, string>> = { day: 'daylight', night: 'night' };

/** The looks that filters allow, any of which will do; one that demands nothing when they are of other kinds. */
export function looksOf(filters: readonly QueryFilter[]): readonly Look[] {
  const sizes = filters.flatMap((filter) => (filter.kind === 'shot' ? [[shotWords[filter.size]]] : []));
  const lights = filters.flatMap((filter) => (filter.kind === 'light' ? [[lightWords[filter.light]]] : []));
  return orNone(sizes).flatMap((size) => orNone(lights).map((light) => [...size, ...light]));
}

function orNone(looks: readonly string[][]): readonly string[][] {
  return looks.length > 0 ? looks : [[]];
}
