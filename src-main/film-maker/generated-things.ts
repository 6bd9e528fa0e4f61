import { placeNames, type PlaceName } from './drawing/place.ts';
import { patterns, type PropMarks } from './drawing/prop-marks.ts';
import { parseScript, type FilmScript, type FilmScriptText } from './film-script.ts';
import { seededRandom, type Random } from '../domain/random.ts';

/** One dog or mug among others of its class. */
export interface Individual {
  /** As people call it: "my dog Biscuit" is Biscuit. */
  readonly name: string;
  readonly kind: ThingKind;
  readonly marks: PropMarks;
}

export type ThingKind = 'dog' | 'cup';

/** A film about things, and pictures of them as their owners have them. */
export interface ThingsFilm {
  readonly individuals: readonly Individual[];
  /** A shot for each individual in each place, in no order. */
  readonly film: FilmScript;
  /** Ten shots of each individual by its name, in two places only, which are drawn as pictures. */
  readonly templates: ReadonlyMap<string, FilmScript>;
}

type ShotText = FilmScriptText['shots'][number];
type PropText = NonNullable<ShotText['props']>[number];

const names: Readonly<Record<ThingKind, readonly string[]>> = {
  dog: ['Chia', 'Biscuit', 'Rollo', 'Mopsy', 'Figaro', 'Zelda'],
  cup: ['Blue', 'Dotty', 'Gran', 'Office', 'Lucky', 'Sunday'],
};
const coats = ['#c0843f', '#2f2b2a', '#8c8f94', '#e6ddcc', '#8a4a24', '#5a4334'];
const glazes = ['#3672b4', '#c23b32', '#3b8f5a', '#e3b93c', '#e8e4da', '#4a4e57', '#8b4fa0', '#d97f9b'];
const sizes: Readonly<Record<ThingKind, readonly [number, number]>> = {
  dog: [0.2, 0.34],
  cup: [0.13, 0.24],
};
const picturesOfEach = 10;

/** Individuals of one class: each shares its ground colour with another one, so that colour alone tells none of them. */
function individualsOf(kind: ThingKind, count: number, random: Random): Individual[] {
  const grounds = random.shuffled(kind === 'dog' ? coats : glazes);
  const trims = random.shuffled(glazes);
  const kinds = random.shuffled(patterns);
  return names[kind].slice(0, count).map((name, index) => {
    const ground = grounds[Math.floor(index / 2)]!;
    const patternColour = random.pick([...coats, ...glazes].filter((one) => one !== ground));
    return {
      name,
      kind,
      marks: {
        ground,
        trim: trims[index]!,
        pattern: kinds[index % kinds.length]!,
        patternColour,
        detail: trims[(index + 3) % trims.length]!,
      },
    };
  });
}

function propOf({ kind, name, marks }: Individual, x: number, random: Random): PropText {
  const [least, most] = sizes[kind];
  return {
    name: kind,
    x,
    y: random.between(0.84, 0.97),
    size: random.between(least, most),
    individual: { name, marks },
  };
}

function shotOf(one: Individual, place: PlaceName, random: Random): ShotText {
  return {
    place,
    framing: random.pick(['wide', 'medium'] as const),
    view: random.between(0.05, 0.95),
    duration: random.between(1.6, 2.2),
    props: [propOf(one, random.between(0.22, 0.78), random)],
  };
}

/**
 * A film in which dogs and mugs with marks of their own turn up in every place, and pictures of each of them. The same
 * seed always gives the same. Owners take their pictures at home: those of one individual show two places only, and
 * often somebody else's mug or dog at the side.
 * @param count individuals of each class, 2 to 6
 */
export function thingsFilm(seed: number, count = 4): ThingsFilm {
  const random = seededRandom(seed ^ 0x51ed270b);
  const kinds: readonly ThingKind[] = ['dog', 'cup'];
  const individuals = kinds.flatMap((kind) => individualsOf(kind, count, random));
  const shots = individuals.flatMap((one) => placeNames.map((place) => shotOf(one, place, random)));
  const templates = new Map<string, FilmScript>();
  for (const one of individuals) {
    const home = random.shuffled(placeNames).slice(0, 2);
    const others = individuals.filter(({ kind }) => kind !== one.kind);
    const pictures = Array.from({ length: picturesOfEach }, (_, index) => {
      const shot = shotOf(one, home[index % home.length]!, random);
      const own = shot.props![0]!;
      if (random.chance(0.5)) return shot;
      const x = own.x < 0.5 ? own.x + 0.4 : own.x - 0.4;
      return { ...shot, props: [own, propOf(random.pick(others), x, random)] };
    });
    templates.set(one.name, script(`Pictures of ${one.name}`, seed, pictures));
  }
  return { individuals, film: script(`Things ${seed}`, seed, random.shuffled(shots)), templates };
}

function script(title: string, seed: number, shots: readonly ShotText[]): FilmScript {
  return parseScript({ title, seed, cast: [], shots });
}
