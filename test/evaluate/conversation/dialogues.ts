import { overlapOf, intervalIou, type Interval } from '../../../src-main/domain/interval.ts';
import type { Intent } from '../../../src-main/conversation/intent.ts';
import type { SpokenLanguage } from '../../../src-main/domain/spoken-language.ts';
import type { PlaceName } from '../../../src-main/film-maker/drawing/place.ts';
import { placePhrases } from '../place-phrases.ts';
import { momentsOf } from '../retrieval/asked-scene.ts';
import { answersIn } from '../retrieval/corpus-queries.ts';
import type { CorpusFilm } from '../retrieval/indexed-corpus.ts';

/** What a person says in a dialogue, what they mean, and what answers it. */
export interface ScriptedTurn {
  readonly text: string;
  readonly intent: Intent;
  readonly film: CorpusFilm;
  readonly truth: readonly Interval[];
}

export interface Dialogue {
  readonly language: SpokenLanguage;
  readonly turns: readonly ScriptedTurn[];
}

type Wording = (name: string, place: string) => string;
const wordings: Readonly<Record<SpokenLanguage, readonly [Wording, Wording, Wording, Wording]>> = {
  en: [
    (name, place) => `find the film where ${name} is ${place}`,
    (name) => `in this film, when does ${name} appear?`,
    (_, place) => `only ${place}`,
    (_, place) => `no, not ${place}`,
  ],
  zh: [
    (name, place) => `找${name}${place}的电影`,
    (name) => `在这部影片里${name}什么时候出现？`,
    (_, place) => `只要${place}的`,
    (_, place) => `不要${place}的`,
  ],
};

/**
 * Dialogues of four turns about each film: the film that alone shows somebody at a place, somebody in it, that only at one
 * place, and that anywhere else. What answers a turn follows from the films' scripts.
 */
export function scriptedDialogues(films: readonly CorpusFilm[], corpus: readonly CorpusFilm[]): Dialogue[] {
  return films.flatMap((film) => {
    const places = [...new Set(film.script.shots.map(({ place }) => place))];
    const people = film.truth.people.map(({ name }) => name);
    const firsts = people.flatMap((name) =>
      places
        .filter((place) => answersIn(corpus, [{ people: [name], place }], null).size === 1)
        .map((place) => ({ name, place, truth: momentsOf({ people: [name], place }, film.truth) }))
        .filter(({ truth }) => truth.length > 0),
    );
    const seconds = people.flatMap((name) => {
      const own = places.filter((place) => momentsOf({ people: [name], place }, film.truth).length > 0);
      return own.length > 1 ? own.map((place) => ({ name, place })) : [];
    });
    return firsts.flatMap(({ name, place, truth }, number) => {
      const second = seconds[number % Math.max(1, seconds.length)];
      if (!second) return [];
      return (['en', 'zh'] as const).map((language): Dialogue => {
        const [find, within, only, not] = wordings[language];
        const [here, there] = [placePhrases[language][place], placePhrases[language][second.place]];
        const at = (one: PlaceName): Interval[] =>
          momentsOf({ people: [second.name], place: one }, film.truth);
        const elsewhere = places.filter((one) => one !== second.place).flatMap(at);
        const all = momentsOf({ people: [second.name] }, film.truth);
        return {
          language,
          turns: [
            { text: find(name, here), intent: 'find-film', film, truth },
            { text: within(second.name, ''), intent: 'film-to-moment', film, truth: all },
            { text: only('', there), intent: 'refine', film, truth: at(second.place) },
            { text: not('', there), intent: 'exclude', film, truth: elsewhere },
          ],
        };
      });
    });
  });
}

/** Whether a moment is one of those that answer a turn: at all, and at an IoU of 0.5. */
export function hits(
  { film, truth }: ScriptedTurn,
  found: (Interval & { readonly path: string }) | null,
): { any: boolean; half: boolean } {
  if (found?.path !== film.path) return { any: false, half: false };
  return {
    any: truth.some((one) => overlapOf(one, found) > 0),
    half: truth.some((one) => intervalIou(one, found) >= 0.5),
  };
}
