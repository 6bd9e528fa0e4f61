import type { Interval } from '../../../src-main/domain/interval.ts';
import type { Random } from '../../../src-main/domain/random.ts';
import type { Asked, AskedScene } from './asked-scene.ts';
import type { CorpusFilm } from './indexed-corpus.ts';

/** A picture or a clip of one of the films, in the place of words or beside them. */
export interface Example extends Interval {
  readonly kind: 'frame' | 'clip';
  /** The film it is from; what it shows there is no answer. */
  readonly film: string;
}

/** What is asked for by an example, and a film other than the example's own for which it was written. */
export interface ExampleOffer {
  readonly source: CorpusFilm;
  readonly asked: Asked;
  readonly example: Example;
}

/**
 * Scenes of one film as examples for the others: one picture of a shot, asking for the same place and thing; the same with
 * somebody who is to be there; and two shots after one another as a clip, asking for both places in that order.
 */
export function exampleOffers(films: readonly CorpusFilm[], random: Random): ExampleOffer[] {
  return random.shuffled(
    films.flatMap((film) => {
      const others = films.filter((other) => other !== film);
      const { shots } = film.truth;
      return shots.flatMap((shot, at): ExampleOffer[] => {
        const scene = sceneOf(film, at);
        const next = shots[at + 1];
        const frame: Example = { kind: 'frame', film: film.path, start: shot.start, end: shot.end };
        const source = random.pick(others);
        const name = random.pick(source.script.cast).name;
        return [
          { source, example: frame, asked: [{ people: [], ...scene }] },
          { source, example: frame, asked: [{ people: [name], ...scene }] },
          ...(next && sceneOf(film, at + 1).place !== scene.place
            ? [
                {
                  source,
                  example: { ...frame, kind: 'clip' as const, end: next.end },
                  asked: [
                    { people: [], place: scene.place },
                    { people: [], place: sceneOf(film, at + 1).place },
                  ] as const,
                },
              ]
            : []),
        ];
      });
    }),
  );
}

/** What a picture of a shot shows, whoever is in it. */
function sceneOf(
  { script }: CorpusFilm,
  at: number,
): Required<Pick<AskedScene, 'place'>> & Pick<AskedScene, 'thing'> {
  const { place, props } = script.shots[at]!;
  return { place, ...(props[0] ? { thing: props[0].name } : {}) };
}
