import { overlapOf, intervalIou, type Interval } from '../../../src-main/domain/interval.ts';
import { seededRandom, type Random } from '../../../src-main/domain/random.ts';
import type { Intent } from '../../../src-main/conversation/intent.ts';
import type { SpokenLanguage } from '../../../src-main/domain/spoken-language.ts';
import type { PlaceName } from '../../../src-main/film-maker/drawing/place.ts';
import { placePhrases } from '../place-phrases.ts';
import { momentsOf, type AskedScene } from '../retrieval/asked-scene.ts';
import { answersIn } from '../retrieval/corpus-queries.ts';
import type { CorpusFilm } from '../retrieval/indexed-corpus.ts';
import { wordings, type Wordings } from './wordings.ts';

/** What a person says in a dialogue, what they mean, and what answers it. */
export interface ScriptedTurn {
  readonly text: string;
  readonly intent: Intent;
  readonly film: CorpusFilm;
  /** Null for turns that find nothing. */
  readonly truth: readonly Interval[] | null;
}

export interface Dialogue {
  readonly language: SpokenLanguage;
  readonly turns: readonly ScriptedTurn[];
}

/** Dialogues that there are at most; about as many about each film as about any other. */
const mostDialogues = 300;

/** A scene that one film alone shows. */
interface FilmScene {
  readonly film: CorpusFilm;
  readonly scene: AskedScene;
}

/** Somebody who is in a film at several places, and one of these. */
interface Whereabouts {
  readonly name: string;
  readonly place: PlaceName;
}

/**
 * Dialogues of four to eight turns about films of one half, in both languages: the film that alone shows something, somebody in it, that
 * only at one place, and that anywhere else; then perhaps who is there, the whole film, something new, and another film. What answers a
 * turn follows from the films' scripts. The same films always give the same dialogues.
 * @param films what is spoken of
 * @param corpus all that is searched
 */
export function scriptedDialogues(films: readonly CorpusFilm[], corpus: readonly CorpusFilm[]): Dialogue[] {
  const random = seededRandom(films[0]?.seed ?? 0);
  const offers = films.map((film) => {
    const scenes = random.shuffled(scenesOfOne(film, corpus)).map((scene) => ({ film, scene }));
    return { film, scenes, whereabouts: random.shuffled(whereaboutsIn(film)) };
  });
  const speakable = offers.filter(({ scenes, whereabouts }) => scenes.length > 0 && whereabouts.length > 0);
  const others = speakable.flatMap(({ scenes }) => scenes);
  // Where a film's scenes are used up, they are spoken of again with somebody else.
  const rounds = Math.max(
    0,
    ...speakable.map(({ scenes, whereabouts }) => scenes.length * whereabouts.length),
  );
  return Array.from({ length: rounds }, (_, round) =>
    speakable.flatMap(({ scenes, whereabouts }) => {
      if (round >= scenes.length * whereabouts.length) return [];
      const again = Math.floor(round / scenes.length);
      const first = scenes[round % scenes.length]!;
      const somebody = whereabouts[(round + again) % whereabouts.length]!;
      const next = random.pick(others);
      const seed = random.whole(0, 1000);
      return (['en', 'zh'] as const).map((language): Dialogue => {
        const turns = turnsOf(first, somebody, next, language, seededRandom(seed));
        return { language, turns: turns.slice(0, 4 + (round % 5)) };
      });
    }),
  )
    .flat()
    .slice(0, mostDialogues);
}

function turnsOf(
  { film, scene }: FilmScene,
  { name, place }: Whereabouts,
  next: FilmScene,
  language: SpokenLanguage,
  random: Random,
): ScriptedTurn[] {
  const say: Wordings = wordings[language];
  const there = placePhrases[language][place];
  const elsewhere = [...new Set(film.script.shots.map((shot) => shot.place))]
    .filter((one) => one !== place)
    .flatMap((one) => momentsOf({ people: [name], place: one }, film.truth));
  const turn = (
    intent: Intent,
    texts: readonly string[],
    truth: readonly Interval[] | null,
  ): ScriptedTurn => ({
    ...{ intent, film, truth },
    text: random.pick(texts),
  });
  return [
    turn('find-film', say.findFilm(say.scene(scene)), momentsOf(scene, film.truth)),
    turn('film-to-moment', say.inFilm(name), momentsOf({ people: [name] }, film.truth)),
    turn('refine', say.only(there), momentsOf({ people: [name], place }, film.truth)),
    turn('exclude', say.not(there), elsewhere),
    // Whoever asks goes on looking at the same moment.
    turn('ask', say.who, elsewhere),
    turn('moment-to-film', say.wholeFilm, [{ start: 0, end: film.truth.duration }]),
    turn('new-topic', say.newTopic, null),
    {
      ...turn('find-film', say.findFilm(say.scene(next.scene)), momentsOf(next.scene, next.film.truth)),
      film: next.film,
    },
  ];
}

/** What one can say of a film's shots that no other film of the corpus shows. */
function scenesOfOne(film: CorpusFilm, corpus: readonly CorpusFilm[]): AskedScene[] {
  const scenes = film.script.shots.flatMap(({ place, people, props, lines }): AskedScene[] => {
    const names = people.map(({ name }) => name).toSorted();
    return [
      ...names.map((name) => ({ people: [name], place })),
      ...(names.length > 1 ? [{ people: names }, { people: names, place }] : []),
      ...names.flatMap((name) => props.map((prop) => ({ people: [name], thing: prop.name }))),
      ...lines.map(({ speaker, text }) => ({ people: [speaker], line: text })),
    ];
  });
  const different = new Map(scenes.map((scene) => [JSON.stringify(scene), scene]));
  return [...different.values()].filter((scene) => {
    const answers = answersIn(corpus, [scene], null);
    return answers.size === 1 && answers.has(film.path);
  });
}

function whereaboutsIn({ script, truth }: CorpusFilm): Whereabouts[] {
  const places = [...new Set(script.shots.map(({ place }) => place))];
  return truth.people.flatMap(({ name }) => {
    const own = places.filter((place) => momentsOf({ people: [name], place }, truth).length > 0);
    return own.length > 1 ? own.map((place) => ({ name, place })) : [];
  });
}

/** Whether a moment is one of those that answer a turn: at all, and at an IoU of 0.5. */
export function hits(
  { film, truth }: ScriptedTurn,
  found: (Interval & { readonly path: string }) | null,
): { any: boolean; half: boolean } {
  if (found?.path !== film.path || truth === null) return { any: false, half: false };
  return {
    any: truth.some((one) => overlapOf(one, found) > 0),
    half: truth.some((one) => intervalIou(one, found) >= 0.5),
  };
}
