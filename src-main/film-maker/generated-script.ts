import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { demoAssetsFolder } from './demo-assets.ts';
import type { Expression } from './drawing/face-state.ts';
import { expressions } from './drawing/face-state.ts';
import type { Framing, PlaceName } from './drawing/place.ts';
import { placeNames } from './drawing/place.ts';
import type { FilmScript, FilmScriptText } from './film-script.ts';
import { parseScript } from './film-script.ts';
import { generatedCast } from './generated-cast.ts';
import type { Random } from '../domain/random.ts';
import { seededRandom } from '../domain/random.ts';

export interface GeneratedFilmOptions {
  /** Seconds the film lasts at least; spoken lines make it about a tenth longer. Default 60. */
  readonly duration?: number;
  /** Members of the cast, 1 to 6; by default 3 to 5. */
  readonly castSize?: number;
  /** Whether the subtitles lie beside the film. Default true. */
  readonly subtitlesBeside?: boolean;
  /**
   * How often dissolves and fades come. `few`, the default: between a quarter of the shots at most, as long as usual.
   * `many`: between half of the shots, 0.4 to 2 s long, fades through black and through white.
   */
  readonly transitions?: 'few' | 'many';
}

type ShotText = FilmScriptText['shots'][number];
type ShotBeginning = Pick<ShotText, 'transition' | 'transitionSeconds' | 'fadeThrough'>;
type ActorText = NonNullable<ShotText['people']>[number];

/** How often each kind of shot comes; the weights add up to 1. */
const kinds = [
  ['talk', 0.4],
  ['pair', 0.22],
  ['silent', 0.12],
  ['walk', 0.1],
  ['offScreen', 0.1],
  ['empty', 0.06],
] as const;
type ShotKind = (typeof kinds)[number][0];

/** The words a second at which a shot's lines are reckoned before they are spoken. */
const wordsPerSecond = 2.4;

class FilmWriter {
  readonly #random: Random;
  readonly #names: readonly string[];
  readonly #lines: readonly string[];
  readonly #places: readonly PlaceName[];
  readonly #transitions: 'few' | 'many';
  #queue: string[] = [];
  #place: PlaceName;
  #last: ShotText | null = null;

  constructor(
    random: Random,
    names: readonly string[],
    lines: readonly string[],
    transitions: 'few' | 'many',
  ) {
    this.#random = random;
    this.#transitions = transitions;
    this.#names = names;
    this.#lines = lines;
    this.#places = random.shuffled(placeNames).slice(0, random.whole(2, 4));
    this.#place = this.#places[0]!;
  }

  /** The next shot; it never begins where the one before stood, so that every boundary can be seen. */
  shot(): ShotText {
    const random = this.#random;
    const moving = this.#last !== null && random.chance(this.#transitions === 'few' ? 0.25 : 0.6);
    const kind = this.#kind(moving);
    if (moving) this.#place = random.pick(this.#places.filter((place) => place !== this.#place));
    const begin = this.#begin(moving);
    const framing = this.#framing(kind);
    const view = this.#view(framing);
    const duration = random.between(begin.transition === 'cut' ? 1.5 : 2.6, 6);
    const shot: ShotText = {
      ...{ place: this.#place, framing, view, duration, ...begin },
      pan: random.chance(0.25) ? random.between(-0.08, 0.08) : 0,
      ...this.#contents(kind, framing, duration),
    };
    this.#last = shot;
    return shot;
  }

  /** How the next shot begins: gradually only where the place changes. */
  #begin(moving: boolean): ShotBeginning {
    const random = this.#random;
    const few = this.#transitions === 'few';
    if (!moving || !random.chance(few ? 0.5 : 0.85)) return { transition: 'cut' };
    const transition = random.pick(['dissolve', 'fade'] as const);
    if (few) return { transition };
    const transitionSeconds = random.between(0.4, 2);
    if (transition === 'dissolve') return { transition, transitionSeconds };
    return { transition, transitionSeconds, fadeThrough: random.pick(['black', 'white'] as const) };
  }

  /** Two views of one place without people could be told apart by nobody, so the second gets a person. */
  #kind(moving: boolean): ShotKind {
    const kind = this.#random.weighted(kinds);
    const deserted = !moving && this.#last !== null && (this.#last.people ?? []).length === 0;
    return deserted && (kind === 'empty' || kind === 'offScreen') ? 'talk' : kind;
  }

  #framing(kind: ShotKind): Framing {
    const suited: readonly Framing[] = {
      talk: ['medium', 'close', 'medium', 'wide'] as const,
      pair: ['medium', 'wide'] as const,
      silent: ['close', 'medium'] as const,
      walk: ['wide', 'medium'] as const,
      offScreen: ['close', 'medium', 'wide'] as const,
      empty: ['wide', 'wide', 'medium'] as const,
    }[kind];
    return this.#random.pick(suited);
  }

  #view(framing: Framing): number {
    const last = this.#last;
    for (;;) {
      const view = this.#random.between(0.05, 0.95);
      const same = last && last.place === this.#place && last.framing === framing;
      if (!same || Math.abs(view - (last.view ?? 0.5)) > 0.3) return view;
    }
  }

  #contents(
    kind: ShotKind,
    framing: Framing,
    duration: number,
  ): Pick<ShotText, 'people' | 'lines' | 'props'> {
    const random = this.#random;
    const [one, two] = random.shuffled(this.#names);
    if (one === undefined) return {};
    const single = { close: [0.4, 0.54], medium: [0.3, 0.42], wide: [0.24, 0.31] } as const;
    const size = random.between(single[framing][0], single[framing][1]);
    const x = random.between(0.36, 0.64);
    switch (kind) {
      case 'talk':
        return {
          people: [this.#actor(one, x, size)],
          lines: this.#speech(one, duration, 2),
          ...this.#thing(framing, x),
        };
      case 'pair': {
        if (two === undefined)
          return { people: [this.#actor(one, x, size)], lines: this.#speech(one, duration, 2) };
        const small = random.between(0.25, 0.33);
        const people = [
          this.#actor(one, random.between(0.26, 0.34), small, 'right'),
          this.#actor(two, random.between(0.66, 0.74), small * random.between(0.92, 1.06), 'left'),
        ];
        return { people, lines: this.#speech(random.pick([one, two]), duration, 2) };
      }
      case 'silent':
        return { people: [this.#actor(one, x, size)] };
      case 'walk': {
        const side = random.pick(['left', 'right'] as const);
        const over = random.between(1.1, 1.8);
        const actor = this.#actor(one, x, Math.min(size, 0.34));
        if (random.chance(0.5)) {
          return { people: [{ ...actor, enters: { side, at: random.between(0.2, 0.8), over } }] };
        }
        const at = Math.max(0.8, duration - over - random.between(0.2, 0.5));
        return { people: [{ ...actor, leaves: { side, at, over } }] };
      }
      case 'offScreen':
        return two === undefined || random.chance(0.4)
          ? { lines: this.#speech(one, duration, 1), ...this.#thing('wide') }
          : { people: [this.#actor(one, x, size)], lines: this.#speech(two, duration, 1) };
      case 'empty':
        return this.#thing('wide');
    }
  }

  #actor(name: string, x: number, size: number, facing?: 'left' | 'right'): ActorText {
    const random = this.#random;
    const expression: Expression = random.chance(0.45) ? 'neutral' : random.pick(expressions);
    const y = 0.4 + Math.max(0, size - 0.36) * 0.4;
    return {
      name,
      x,
      y,
      size,
      expression,
      facing: facing ?? random.pick(['left', 'camera', 'camera', 'right'] as const),
    };
  }

  /** Lines of the bank, none twice before all were used, as many as the shot has room for. */
  #speech(speaker: string, duration: number, most: number): NonNullable<ShotText['lines']> {
    const random = this.#random;
    const lines: { speaker: string; text: string; pause: number }[] = [];
    let seconds = 0.6;
    while (lines.length < most) {
      if (this.#queue.length === 0) this.#queue = random.shuffled(this.#lines);
      const text = this.#queue.at(-1)!;
      seconds += text.split(' ').length / wordsPerSecond + 0.4;
      if (lines.length > 0 && seconds > duration) break;
      this.#queue.pop();
      lines.push({ speaker, text, pause: random.between(0.25, 0.7) });
    }
    return lines;
  }

  /** A dog, a car or a cup, beside the person who stands at `person` (over the picture's width), never before them. */
  #thing(framing: Framing, person?: number): Pick<ShotText, 'props'> {
    const random = this.#random;
    if (framing !== 'wide' || random.chance(0.35)) return {};
    const name = random.pick(
      this.#place === 'street' ? (['car', 'car', 'dog'] as const) : (['dog', 'cup', 'dog'] as const),
    );
    const x = person === undefined ? random.between(0.2, 0.8) : person + (person < 0.5 ? 0.34 : -0.34);
    if (name === 'dog') return { props: [{ name, x, y: 0.96, size: random.between(0.24, 0.32) }] };
    if (name === 'cup') return { props: [{ name, x, y: 0.95, size: random.between(0.1, 0.2) }] };
    const toX = random.chance(0.5) ? x + random.between(0.4, 0.9) : x;
    return { props: [{ name, x, y: 0.93, size: random.between(0.32, 0.44), toX }] };
  }
}

/** A film that nobody wrote: the same seed and options always give the same script, other seeds other people and scenes. */
export function generatedScript(seed: number, options: GeneratedFilmOptions = {}): FilmScript {
  const random = seededRandom(seed ^ 0x9e3779b9);
  const cast = generatedCast(random, options.castSize ?? random.whole(3, 5));
  const lines = z
    .array(z.string())
    .parse(JSON.parse(readFileSync(join(demoAssetsFolder(), 'lines.json'), 'utf8')));
  const names = cast.map((member) => member.name);
  const writer = new FilmWriter(random, names, lines, options.transitions ?? 'few');
  const shots: ShotText[] = [];
  const least = options.duration ?? 60;
  // Note: shots only grow when they are put on the clock, so the written durations are a lower bound.
  for (let seconds = 0; seconds < least; seconds += shots.at(-1)!.duration) shots.push(writer.shot());
  return parseScript({
    title: `Film ${seed}`,
    seed,
    cast,
    shots,
    subtitlesBeside: options.subtitlesBeside ?? true,
  });
}
