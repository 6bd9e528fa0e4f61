import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { seededRandom, type Random } from '../../../src-main/domain/random.ts';
import { demoAssetsFolder } from '../../../src-main/film-maker/demo-assets.ts';
import type { PlaceName } from '../../../src-main/film-maker/drawing/place.ts';
import {
  parseScript,
  type CastMember,
  type FilmScript,
  type FilmScriptText,
} from '../../../src-main/film-maker/film-script.ts';
import { corpusCast, placesOf, type Acquaintance } from './corpus-cast.ts';

/** Films for tuning have seeds below this; from it on they are for the report alone. */
export const firstReportSeed = 1000;

export type Half = 'tune' | 'report';

/** A film of the corpus before it is made. */
export interface EventFilm {
  readonly seed: number;
  readonly half: Half;
  readonly people: Acquaintance;
  readonly places: Acquaintance;
  readonly script: FilmScript;
}

/** Seconds that a film lasts at least. */
const leastDuration = 30;
const castSize = 3;

type ShotText = FilmScriptText['shots'][number];
type ActorText = NonNullable<ShotText['people']>[number];
type PropText = NonNullable<ShotText['props']>[number];

/** Film `number` of the corpus, 0..: halves take turns, so that the first n films are a small corpus themselves. */
export function eventFilm(number: number): EventFilm {
  const half = number % 2 === 0 ? 'tune' : 'report';
  const turn = number >> 1;
  const seed = half === 'tune' ? turn : firstReportSeed + turn;
  // All four pairs of seen and unseen people and places take turns in the report's half.
  const people = half === 'report' && turn % 2 === 1 ? 'unseen' : 'seen';
  const places = half === 'report' && (turn >> 1) % 2 === 1 ? 'unseen' : 'seen';
  const random = seededRandom(seed ^ 0x51ed270b);
  const cast = random.shuffled(corpusCast()[people]).slice(0, castSize);
  const writer = new EventWriter(random, cast, placesOf[places]);
  const shots: ShotText[] = [];
  for (let seconds = 0; seconds < leastDuration; seconds += shots.at(-1)!.duration)
    shots.push(writer.event());
  const title = `${half === 'tune' ? 'Tuning' : 'Report'} film ${seed}`;
  return { seed, half, people, places, script: parseScript({ title, seed, cast, shots }) };
}

/** Writes one event after the other: who is where, with what, and says what. */
class EventWriter {
  readonly #random: Random;
  readonly #cast: readonly CastMember[];
  readonly #places: readonly PlaceName[];
  readonly #lines: string[];
  #place: PlaceName;
  #before: readonly string[] = [];
  #view = 0.5;

  constructor(random: Random, cast: readonly CastMember[], places: readonly PlaceName[]) {
    this.#random = random;
    this.#cast = cast;
    this.#places = places;
    this.#place = random.pick(places);
    const bank = readFileSync(join(demoAssetsFolder(), 'lines.json'), 'utf8');
    this.#lines = random.shuffled(z.array(z.string()).parse(JSON.parse(bank)));
  }

  /** One shot; never of the same people at the same place as the one before, so that each event is a moment of its own. */
  event(): ShotText {
    const random = this.#random;
    const moves = random.chance(0.4);
    if (moves) this.#place = random.pick(this.#places.filter((place) => place !== this.#place));
    const thing = this.#thing();
    const who = this.#people(thing !== null);
    const framing = thing ? 'wide' : random.pick(['wide', 'medium', 'medium'] as const);
    this.#view = (this.#view + random.between(0.35, 0.65)) % 1;
    return {
      ...{ place: this.#place, framing, view: this.#view, duration: random.between(2.4, 4.6) },
      people: this.#placed(who, thing !== null),
      props: thing ? [thing] : [],
      lines: who.length > 0 && random.chance(0.55) ? [this.#line(random.pick(who))] : [],
    };
  }

  #people(hasThing: boolean): readonly string[] {
    const random = this.#random;
    const names = this.#cast.map(({ name }) => name);
    for (;;) {
      const count = hasThing ? random.pick([0, 1, 1, 1] as const) : random.pick([1, 1, 1, 2, 2] as const);
      const who = random.shuffled(names).slice(0, count).sort();
      if (who.join() !== this.#before.join()) return (this.#before = who);
    }
  }

  /** In half of the outdoor events on a street a car, elsewhere sometimes a big cup: things that detectors know in drawings. */
  #thing(): PropText | null {
    const random = this.#random;
    if (this.#place === 'street') {
      return random.chance(0.45)
        ? { name: 'car', x: random.between(0.26, 0.34), y: 0.93, size: random.between(0.4, 0.5) }
        : null;
    }
    return random.chance(0.2)
      ? { name: 'cup', x: random.between(0.24, 0.3), y: 0.95, size: random.between(0.28, 0.34) }
      : null;
  }

  #placed(who: readonly string[], besideThing: boolean): ActorText[] {
    const random = this.#random;
    const [one, two] = who;
    if (one === undefined) return [];
    if (two === undefined) {
      const x = besideThing ? random.between(0.66, 0.74) : random.between(0.4, 0.6);
      return [{ name: one, x, y: 0.42, size: random.between(0.28, besideThing ? 0.32 : 0.4) }];
    }
    const size = random.between(0.27, 0.33);
    return [
      { name: one, x: random.between(0.26, 0.34), y: 0.42, size, facing: 'right' },
      {
        name: two,
        x: random.between(0.66, 0.74),
        y: 0.42,
        size: size * random.between(0.92, 1.06),
        facing: 'left',
      },
    ];
  }

  #line(speaker: string): { speaker: string; text: string } {
    const text = this.#lines.pop()!;
    this.#lines.unshift(text);
    return { speaker, text };
  }
}
