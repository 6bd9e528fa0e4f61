import { seededRandom, type Random } from '../../../src-main/domain/random.ts';
import type { Interval } from '../../../src-main/domain/interval.ts';
import { momentsOf, sequencesOf, textOf, type AskedScene } from './asked-scene.ts';
import type { Half } from './event-film.ts';
import type { CorpusFilm } from './indexed-corpus.ts';
import { unanswerableScenes } from './unanswerable-scenes.ts';

export const queryKinds = [
  'identity',
  'identity and setting',
  'identity and dialogue',
  'two identities',
  'ordered',
  'negated',
  'unanswerable',
] as const;
export type QueryKind = (typeof queryKinds)[number];

/** Queries of each kind in each half; there are fewer where the films have no more different ones. */
const mostOfKind = 75;

/** A query with everything in the corpus that answers it. */
export interface CorpusQuery {
  readonly kind: QueryKind;
  readonly half: Half;
  readonly text: string;
  /** The film that it was written for; null for queries that nothing answers. */
  readonly source: CorpusFilm | null;
  /** By film: every moment that answers it. */
  readonly truth: ReadonlyMap<string, readonly Interval[]>;
  /** Everybody who must be there. */
  readonly people: readonly string[];
}

type Shot = CorpusFilm['script']['shots'][number];
/** One scene, or two that follow each other. */
export type Asked = readonly [AskedScene] | readonly [AskedScene, AskedScene];

/**
 * The queries of one half, written for its films. Those for tuning ask among films for tuning alone, those for the report in
 * all of the corpus. The same films always give the same queries.
 */
export function corpusQueries(films: readonly CorpusFilm[], half: Half): CorpusQuery[] {
  const own = films.filter((film) => film.half === half);
  const corpus = half === 'tune' ? own : films;
  const random = seededRandom(half === 'tune' ? 71 : 1071);
  const queries: CorpusQuery[] = [];
  for (const kind of queryKinds) {
    const written = new Set<string>();
    const offers =
      kind === 'unanswerable'
        ? unanswerableScenes(corpus, random).map((asked) => ({ source: null, asked }))
        : random.shuffled(
            own.flatMap((film) => scenesOf(kind, film, random).map((asked) => ({ source: film, asked }))),
          );
    for (const { source, asked } of offers) {
      if (written.size >= mostOfKind) break;
      const text = askedText(asked, half);
      const truth = answersIn(corpus, asked);
      if (written.has(text) || truth.size > 0 !== (source !== null)) continue;
      if (source && !truth.has(source.path)) continue;
      written.add(text);
      queries.push({ kind, half, text, source, truth, people: asked.length === 1 ? asked[0].people : [] });
    }
  }
  return queries;
}

/** Films for tuning have a word in their titles. */
function askedText(asked: Asked, half: Half): string {
  const text = asked.map(textOf).join(' then ');
  return half === 'tune' ? `${text} in:tuning` : text;
}

export function answersIn(films: readonly CorpusFilm[], asked: Asked): Map<string, Interval[]> {
  const answers = new Map<string, Interval[]>();
  for (const { path, truth } of films) {
    const moments = asked.length === 1 ? momentsOf(asked[0], truth) : sequencesOf(...asked, truth);
    if (moments.length > 0) answers.set(path, moments);
  }
  return answers;
}

/** What one can ask about the events of a film. */
function scenesOf(kind: QueryKind, { script }: CorpusFilm, random: Random): Asked[] {
  const { shots, cast } = script;
  return shots.flatMap((shot, at): Asked[] => {
    const names = shot.people.map(({ name }) => name);
    const [one] = names;
    const setting = { place: shot.place };
    switch (kind) {
      case 'identity':
        return names.map((name) => [{ people: [name] }]);
      case 'identity and setting':
        return names.flatMap((name) =>
          settingsOf(shot).map((where): Asked => [{ people: [name], ...where }]),
        );
      case 'identity and dialogue':
        return shot.lines.map(({ speaker, text }) => [{ people: [speaker], line: text }]);
      case 'two identities':
        return names.length < 2 ? [] : [[{ people: names }], [{ people: names, ...setting }]];
      case 'ordered': {
        const next = shots[at + random.whole(1, 2)];
        return next ? [[random.pick(simpleScenes(shot)), random.pick(simpleScenes(next))]] : [];
      }
      case 'negated': {
        if (one === undefined || names.length > 1) return [];
        const others = cast.map(({ name }) => name).filter((name) => name !== one);
        return others.flatMap((absent): Asked[] => [
          [{ people: [one], absent }],
          [{ people: [one], absent, ...setting }],
        ]);
      }
      case 'unanswerable':
        return [];
    }
  });
}

function settingsOf({ place, props }: Shot): Omit<AskedScene, 'people'>[] {
  const things = props.map(({ name }) => ({ thing: name }));
  return [{ place }, ...things, ...things.map((thing) => ({ ...thing, place }))];
}

/** Ways to ask for a shot by little. */
function simpleScenes({ place, people, props, lines }: Shot): AskedScene[] {
  const [one] = people;
  const [thing] = props;
  const [line] = lines;
  return [
    one ? { people: [one.name] } : { people: [], place },
    ...(one ? [{ people: [one.name], place }] : []),
    ...(thing ? [{ people: [], thing: thing.name }] : []),
    ...(line ? [{ people: [line.speaker], line: line.text }] : []),
  ];
}
