import { seededRandom } from '../../../src-main/domain/random.ts';
import { voiceNames, type CastMember } from '../../../src-main/film-maker/film-script.ts';
import { generatedLook } from '../../../src-main/film-maker/generated-cast.ts';
import { lookDistance } from '../../../src-main/film-maker/look-distance.ts';
import type { PlaceName } from '../../../src-main/film-maker/drawing/place.ts';

/** People and places that films for tuning have, and those that only films for the report have. */
export type Acquaintance = 'seen' | 'unseen';

/** Films for tuning have the seen people and places alone; those for the report have either. */
const names: Readonly<Record<Acquaintance, readonly string[]>> = {
  seen: ['Eve', 'Hugo', 'Iris', 'Leo', 'Maya', 'Paul'],
  unseen: ['Finn', 'Gita', 'Ned', 'Rosa', 'Vera', 'Zeno'],
};
export const placesOf: Readonly<Record<Acquaintance, readonly PlaceName[]>> = {
  seen: ['kitchen', 'street', 'park'],
  unseen: ['library', 'beach'],
};

/** Looks to choose from, and the seed they are drawn with: of some, the one that leaves the cast the most unlike. */
const candidates = 3000;
const seed = 2;

/** Twelve people, each as unlike those before as there is among many; the same at each call. */
export function corpusCast(): Cast {
  return (known ??= chosenCast());
}

type Cast = Readonly<Record<Acquaintance, readonly CastMember[]>>;
let known: Cast | null = null;

function chosenCast(): Cast {
  const random = seededRandom(seed);
  const looks = Array.from({ length: candidates }, (_, at) => generatedLook(random, at % 2 === 0));
  // Their least distance to those chosen already, kept up while the cast grows.
  const apart = looks.map(() => Infinity);
  let latest = looks[0]!;
  const chosen = [latest];
  const size = names.seen.length + names.unseen.length;
  while (chosen.length < size) {
    let best = 0;
    for (const [at, look] of looks.entries()) {
      apart[at] = Math.min(apart[at]!, lookDistance(look, latest));
      if (apart[at] > apart[best]!) best = at;
    }
    latest = looks[best]!;
    chosen.push(latest);
  }
  const member = (name: string, at: number): CastMember => ({
    name,
    voice: voiceNames[at % voiceNames.length]!,
    look: chosen[at]!,
  });
  // Those who are most unlike come first, so the two groups take turns.
  return {
    seen: names.seen.map((name, at) => member(name, 2 * at)),
    unseen: names.unseen.map((name, at) => member(name, 2 * at + 1)),
  };
}
