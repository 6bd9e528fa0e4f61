import type { ActorScript, CastMember, FilmScript, FilmScriptText } from './film-script.ts';
import { parseScript } from './film-script.ts';
import { colourDistance } from './drawing/colour.ts';
import { placeNames } from './drawing/place.ts';
import { cloths, generatedCast } from './generated-cast.ts';

import type { Random } from '../domain/random.ts';
import { seededRandom } from '../domain/random.ts';

type ActorText = NonNullable<FilmScriptText['shots'][number]['people']>[number];
type Path = NonNullable<ActorScript['path']>;

/** Places over the picture's width that are outside of it on either side. */
const outside = { left: -0.3, right: 1.3 } as const;
const castSize = 4;

/**
 * A film of one long shot for measuring trackers: people who cross, hide one another, leave and come back, among them
 * twins in other clothes; a car behind them and a dog before them. The same seed always gives the same script.
 */
export function trackingScript(seed: number, duration = 24): FilmScript {
  const random = seededRandom(seed ^ 0x51ed270b);
  const cast = withTwin(random, generatedCast(random, castSize));
  const [twin, otherTwin, nearOne, guest] = cast.map(({ name }) => name);
  const people: ActorText[] = [
    actor(random, twin!, 0.15, crossing(random, duration, 'left')),
    actor(random, otherTwin!, 0.155, crossing(random, duration, 'right')),
    actor(random, nearOne!, 0.185, strolling(random, duration)),
    actor(random, guest!, 0.165, comingAndGoing(random, duration)),
  ];
  return parseScript({
    title: `Tracks ${seed}`,
    seed,
    cast,
    shots: [
      {
        place: random.pick(placeNames),
        framing: 'wide',
        view: random.between(0.1, 0.9),
        duration,
        people,
        props: [
          { name: 'car', x: -0.4, y: random.between(0.72, 0.8), size: 0.26, toX: 1.4 },
          { name: 'dog', x: random.between(1.1, 1.4), y: 0.98, size: 0.2, toX: random.between(-0.4, -0.1) },
        ],
      },
    ],
  });
}

function actor(random: Random, name: string, size: number, path: Path): ActorText {
  return {
    name,
    x: Math.min(1, Math.max(0, path[0]!.x)),
    y: random.between(0.38, 0.46),
    size: size * random.between(1, 1.06),
    path,
  };
}

/** The second of the cast gets the face of the first and clothes of the colour that is least like anybody's. */
function withTwin(random: Random, cast: readonly CastMember[]): CastMember[] {
  const [first, second, ...others] = cast;
  const worn = [first!, ...others].map(({ look }) => look.clothes.colour);
  const apart = (colour: string): number => Math.min(...worn.map((other) => colourDistance(colour, other)));
  const colour = random.shuffled(cloths).reduce((best, each) => (apart(each) > apart(best) ? each : best));
  const look = { ...first!.look, clothes: { ...second!.look.clothes, colour } };
  return [first!, { ...second!, look }, ...others];
}

/** Walks from one side to the other and back again and again, with rests. */
function crossing(random: Random, duration: number, from: 'left' | 'right'): Path {
  const ends = { left: [0.08, 0.24], right: [0.76, 0.92] } as const;
  const path: { at: number; x: number }[] = [];
  let side = from;
  for (let at = 0; at < duration;) {
    const x = random.between(ends[side][0], ends[side][1]);
    path.push({ at, x });
    at += random.between(1, 2.5);
    path.push({ at, x });
    at += random.between(2, 3.2);
    side = side === 'left' ? 'right' : 'left';
  }
  return path;
}

/** Goes from place to place in the picture. */
function strolling(random: Random, duration: number): Path {
  const path: { at: number; x: number }[] = [];
  let x = random.between(0.35, 0.65);
  for (let at = 0; at < duration;) {
    path.push({ at, x });
    at += random.between(1.5, 3);
    path.push({ at, x });
    const next = random.between(0.15, 0.85);
    at += 0.6 + Math.abs(next - x) * random.between(4, 6);
    x = next;
  }
  return path;
}

/** Comes in from a side, stays, and leaves by either side, several times. */
function comingAndGoing(random: Random, duration: number): Path {
  const path: { at: number; x: number }[] = [];
  for (let at = random.between(0.3, 1.2); at < duration;) {
    const inside = random.between(0.3, 0.7);
    path.push({ at, x: outside[random.pick(['left', 'right'] as const)] });
    at += random.between(2, 3);
    path.push({ at, x: inside });
    at += random.between(0.6, 1.6);
    path.push({ at, x: inside });
    at += random.between(2, 3);
    path.push({ at, x: outside[random.pick(['left', 'right'] as const)] });
    at += random.between(1.6, 3.2);
  }
  return path;
}
