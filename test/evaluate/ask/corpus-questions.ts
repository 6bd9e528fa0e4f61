import { mergeIntervals, type Interval } from '../../../src-main/domain/interval.ts';
import type { SpokenLanguage } from '../../../src-main/domain/spoken-language.ts';
import type { PlaceName } from '../../../src-main/film-maker/drawing/place.ts';
import { placePhrases } from '../place-phrases.ts';
import { momentsOf } from '../retrieval/asked-scene.ts';
import type { CorpusFilm } from '../retrieval/indexed-corpus.ts';

export const questionKinds = ['find', 'count', 'existence', 'who', 'order', 'unanswerable'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** A question about one film of the corpus, with what is right. */
export interface CorpusQuestion {
  readonly kind: QuestionKind;
  readonly language: SpokenLanguage;
  readonly text: string;
  readonly film: CorpusFilm;
  /** What is asked about: every stretch of the film that shows it; none where nothing does. */
  readonly shown: readonly Interval[];
  /** For `who`: everybody who is there. */
  readonly names: readonly string[];
  /** For `order`: whether it is as the question supposes. */
  readonly isSo: boolean;
}

/** Stretches that are closer together are one time, as answers count them; seconds. */
const countedGap = 2;

interface Wording {
  readonly find: (name: string, place: string) => string;
  readonly count: (name: string, place: string) => string;
  readonly existence: (name: string, place: string) => string;
  readonly who: (place: string) => string;
  readonly order: (name: string, other: string) => string;
}
const wordings: Readonly<Record<SpokenLanguage, Wording>> = {
  en: {
    find: (name, place) => `When is ${name} ${place}?`,
    count: (name, place) => `How many times is ${name} ${place}?`,
    existence: (name, place) => `Is ${name} ever ${place}?`,
    who: (place) => `Who is ${place}?`,
    order: (name, other) => `Does ${name} appear before ${other}?`,
  },
  zh: {
    find: (name, place) => `${name}什么时候${place}？`,
    count: (name, place) => `${name}${place}出现了几次？`,
    existence: (name, place) => `有没有${name}${place}的画面？`,
    who: (place) => `谁${place}？`,
    order: (name, other) => `${name}在${other}之前出现吗？`,
  },
};

/** Questions of all kinds about a film, in both languages; what is right follows from what was drawn. */
export function corpusQuestions(film: CorpusFilm): CorpusQuestion[] {
  const { truth, script } = film;
  const places = [...new Set(script.shots.map(({ place }) => place))];
  const people = truth.people.map(({ name }) => name);
  const shown = (name: string, place: PlaceName): Interval[] =>
    mergeIntervals(momentsOf({ people: [name], place }, truth), countedGap);
  const firstOf = (name: string): number =>
    truth.people.find((person) => person.name === name)?.visible[0]?.start ?? Infinity;
  return (['en', 'zh'] as const).flatMap((language) => {
    const wording = wordings[language];
    const question = (
      kind: QuestionKind,
      text: string,
      right: Partial<Pick<CorpusQuestion, 'shown' | 'names' | 'isSo'>>,
    ): CorpusQuestion => ({ kind, language, text, film, shown: [], names: [], isSo: true, ...right });
    const ofPlaces = people.flatMap((name) =>
      places.flatMap((place) => {
        const there = placePhrases[language][place];
        const times = shown(name, place);
        if (times.length === 0) return [question('unanswerable', wording.existence(name, there), {})];
        return (['find', 'count', 'existence'] as const).map((kind) =>
          question(kind, wording[kind](name, there), { shown: times }),
        );
      }),
    );
    const whoIsThere = places.map((place) => {
      const names = people.filter((name) => shown(name, place).length > 0);
      const times = mergeIntervals(momentsOf({ people: [], place }, truth), countedGap);
      return question('who', wording.who(placePhrases[language][place]), { shown: times, names });
    });
    const orders = people.slice(1).flatMap((name, at) => {
      const other = people[at]!;
      if (!Number.isFinite(firstOf(name) + firstOf(other)) || firstOf(name) === firstOf(other)) return [];
      return [question('order', wording.order(name, other), { isSo: firstOf(name) < firstOf(other) })];
    });
    return [...ofPlaces, ...whoIsThere.filter(({ names }) => names.length > 0), ...orders];
  });
}
