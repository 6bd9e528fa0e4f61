import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Random } from '../domain/random.ts';
import { seededRandom } from '../domain/random.ts';
import { demoAssetsFolder } from './demo-assets.ts';
import type { Framing } from './drawing/place.ts';
import { placeNames } from './drawing/place.ts';
import type { FilmScript, FilmScriptText } from './film-script.ts';
import { parseScript } from './film-script.ts';
import { generatedCast } from './generated-cast.ts';

export interface DialogueFilmOptions {
  /** Seconds the film lasts at least; spoken lines make it longer. Default 120. */
  readonly duration?: number;
  /** Characters who speak, the stranger among them, 2 to 8; by default 4 to 8. */
  readonly speakers?: number;
  readonly subtitlesBeside?: boolean;
}

/** A film in which people talk with one another. */
export interface DialogueFilm {
  readonly script: FilmScript;
  /** One of the cast who speaks and is seen, to be left out when people are enrolled. */
  readonly stranger: string;
}

type ShotText = FilmScriptText['shots'][number];
type ActorText = NonNullable<ShotText['people']>[number];
type LineText = NonNullable<ShotText['lines']>[number];

/** Who is seen while somebody speaks: they alone, both, only the one who listens, or nobody. */
const kinds = [
  ['single', 0.46],
  ['two', 0.3],
  ['listener', 0.18],
  ['nobody', 0.06],
] as const;
type ShotKind = (typeof kinds)[number][0];

/** How often an answer begins before the line before it has ended. */
const interrupting = 0.25;
/** How often the stranger is one of the two who talk. */
const strangerShare = 0.28;

class DialogueWriter {
  readonly #random: Random;
  readonly #known: readonly string[];
  readonly #stranger: string;
  readonly #lines: readonly string[];
  #queue: string[] = [];
  #view = 0.5;

  constructor(random: Random, known: readonly string[], stranger: string, lines: readonly string[]) {
    this.#random = random;
    this.#known = known;
    this.#stranger = stranger;
    this.#lines = lines;
  }

  /** Two people in one place, in three to six shots. */
  scene(): ShotText[] {
    const random = this.#random;
    const [first, second] = random.shuffled(this.#known);
    const pair = [first!, random.chance(strangerShare) ? this.#stranger : (second ?? this.#stranger)];
    const place = random.pick(placeNames);
    return Array.from({ length: random.whole(3, 6) }, (_, index) => {
      const [speaker, listener] = index % 2 === 0 ? pair : pair.toReversed();
      const framing = random.pick(['medium', 'close', 'medium', 'wide'] as const);
      this.#view = (this.#view + random.between(0.35, 0.65)) % 0.9;
      return {
        ...{ place, framing, view: 0.05 + this.#view, duration: random.between(1.5, 2.5) },
        ...this.#contents(random.weighted(kinds), framing, speaker!, listener!),
      };
    });
  }

  #contents(kind: ShotKind, framing: Framing, speaker: string, listener: string): Partial<ShotText> {
    const random = this.#random;
    const alone = { close: [0.4, 0.54], medium: [0.3, 0.42], wide: [0.26, 0.31] } as const;
    const size = random.between(alone[framing][0], alone[framing][1]);
    const x = random.between(0.36, 0.64);
    const monologue = Array.from({ length: random.whole(1, 2) }, () => this.#line(speaker));
    switch (kind) {
      case 'single':
        return { people: [this.#actor(speaker, x, size)], lines: monologue };
      case 'listener':
        return { people: [this.#actor(listener, x, size)], lines: monologue };
      case 'nobody':
        return { lines: monologue };
      case 'two': {
        const small = random.between(0.25, 0.33);
        return {
          people: [
            this.#actor(speaker, random.between(0.26, 0.34), small, 'right'),
            this.#actor(listener, random.between(0.66, 0.74), small, 'left'),
          ],
          lines: [this.#line(speaker), this.#answer(listener)],
        };
      }
    }
  }

  #actor(name: string, x: number, size: number, facing?: 'left' | 'right'): ActorText {
    const random = this.#random;
    const y = 0.4 + Math.max(0, size - 0.36) * 0.4;
    const expression = random.pick(['neutral', 'neutral', 'smile', 'cross'] as const);
    return {
      ...{ name, x, y, size, expression },
      facing: facing ?? random.pick(['left', 'camera', 'camera', 'right'] as const),
    };
  }

  #line(speaker: string): LineText {
    if (this.#queue.length === 0) this.#queue = this.#random.shuffled(this.#lines);
    return { speaker, text: this.#queue.pop()!, pause: this.#random.between(0.25, 0.7) };
  }

  #answer(speaker: string): LineText {
    const random = this.#random;
    const line = this.#line(speaker);
    return random.chance(interrupting) ? { ...line, pause: -random.between(0.3, 0.6) } : line;
  }
}

/**
 * A film of conversations, on and off screen, with lines that overlap and with a stranger. The same seed and options
 * always give the same script.
 */
export function generatedDialogue(seed: number, options: DialogueFilmOptions = {}): DialogueFilm {
  const random = seededRandom(seed ^ 0x51ed270b);
  const cast = generatedCast(random, options.speakers ?? random.whole(4, 8));
  const lines = z
    .array(z.string())
    .parse(JSON.parse(readFileSync(join(demoAssetsFolder(), 'lines.json'), 'utf8')));
  const names = cast.map(({ name }) => name);
  const stranger = names.at(-1)!;
  const writer = new DialogueWriter(random, names.slice(0, -1), stranger, lines);
  const shots: ShotText[] = [];
  const least = options.duration ?? 120;
  for (let seconds = 0; seconds < least; seconds = shots.reduce((sum, { duration }) => sum + duration, 0)) {
    shots.push(...writer.scene());
  }
  const subtitlesBeside = options.subtitlesBeside ?? true;
  return {
    script: parseScript({ title: `Dialogue ${seed}`, seed, cast, shots, subtitlesBeside }),
    stranger,
  };
}
