import { seededRandom, type Random } from '../../../src-main/domain/random.ts';
import { durationOf, intersectIntervals, type Interval } from '../../../src-main/domain/interval.ts';
import { momentsOf, outside, sequencesOf, textOf, type Asked, type AskedScene } from './asked-scene.ts';
import type { Half } from './event-film.ts';
import { exampleOffers, type Example } from './example-scenes.ts';
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
  'example',
] as const;
export type QueryKind = (typeof queryKinds)[number];

/** Queries of each kind in each half; there are fewer where the films have no more different ones. */
const mostOfKind = 75;
/** Seconds: what an example leaves of a moment is none when it is shorter. */
const leastMoment = 0.5;

/** A query with everything in the corpus that answers it. */
export interface CorpusQuery {
  readonly kind: QueryKind;
  readonly half: Half;
  readonly text: string;
  /** What it shows beside its text, or instead of one. */
  readonly example: Example | null;
  /** The film that it was written for; null for queries that nothing answers. */
  readonly source: CorpusFilm | null;
  /** By film: every moment that answers it. */
  readonly truth: ReadonlyMap<string, readonly Interval[]>;
  /** Everybody who must be there. */
  readonly people: readonly string[];
}

type Shot = CorpusFilm['script']['shots'][number];

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
    for (const { source, asked, example = null } of offersOf(kind, own, corpus, random)) {
      if (written.size >= mostOfKind) break;
      const text = askedText(asked, example, half);
      const truth = answersIn(corpus, asked, example);
      const key = JSON.stringify([text, example]);
      if (written.has(key) || truth.size > 0 !== (source !== null)) continue;
      if (source && !truth.has(source.path)) continue;
      written.add(key);
      const people = asked.length === 1 ? asked[0].people : [];
      queries.push({ kind, half, text, example, source, truth, people });
    }
  }
  return queries;
}

interface Offer {
  /** Null where nothing is to answer it. */
  readonly source: CorpusFilm | null;
  readonly asked: Asked;
  readonly example?: Example;
}

/** What can be asked of a kind, in any order. */
function offersOf(
  kind: QueryKind,
  own: readonly CorpusFilm[],
  corpus: readonly CorpusFilm[],
  random: Random,
): Offer[] {
  if (kind === 'unanswerable') {
    return unanswerableScenes(corpus, random).map((asked) => ({ source: null, asked }));
  }
  if (kind === 'example') return exampleOffers(own, random);
  return random.shuffled(
    own.flatMap((film) => scenesOf(kind, film, random).map((asked) => ({ source: film, asked }))),
  );
}

/** Films for tuning have a word in their titles. An example says where and with what; the words, who is to be there. */
function askedText(asked: Asked, example: Example | null, half: Half): string {
  const said = example ? asked.map(({ people }) => textOf({ people })) : asked.map(textOf);
  const text = said.filter(Boolean).join(' then ');
  return half === 'tune' ? `${text} in:tuning`.trim() : text;
}

/** What looks like one picture may be one shot of a longer stretch: either is right. */
function shotsWithin(stretches: readonly Interval[], shots: readonly Interval[]): Interval[] {
  return stretches.flatMap((stretch) => {
    const inside = intersectIntervals([stretch], shots);
    return inside.length > 1 ? inside : [];
  });
}

/** By film: the moments that answer a question; of an example's own film, those outside of it. */
export function answersIn(
  films: readonly CorpusFilm[],
  asked: Asked,
  example: Example | null,
): Map<string, Interval[]> {
  const answers = new Map<string, Interval[]>();
  for (const { path, truth } of films) {
    const all = asked.length === 1 ? momentsOf(asked[0], truth) : sequencesOf(...asked, truth);
    const own = example?.film === path ? outside(all, [example]) : all;
    const moments = [...own, ...(example?.kind === 'frame' ? shotsWithin(own, truth.shots) : [])].filter(
      (moment) => durationOf(moment) >= leastMoment,
    );
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
      case 'example':
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
