import { intervalIou, overlapOf } from '../../../src-main/domain/interval.ts';
import { frameExample } from '../../../src-main/domain/example.ts';
import { momentIdOf, type Moment } from '../../../src-main/domain/moment.ts';
import type { AnsweredQuery } from '../../../src-main/evaluation/retrieval/answered-query.ts';
import type { MomentSearch } from '../../../src-main/search/moment-search.ts';
import type { LibraryReader } from '../../../src-main/store/library-reader.ts';
import type { CorpusQuery } from './corpus-queries.ts';
import type { CorpusFilm } from './indexed-corpus.ts';

const mostMoments = 100;

/** What the search answered to a query of the corpus. */
export interface CorpusAnswer {
  readonly query: CorpusQuery;
  /** The moments that it is sure enough of, best first, the film by its path. */
  readonly found: readonly CorpusMoment[];
  /** What comes nearest and is shown apart, where it has found little. */
  readonly near: readonly CorpusMoment[];
  /** Both: what a person sees, best first. */
  readonly ranked: readonly CorpusMoment[];
}

export type CorpusMoment = Moment & { readonly video: string };

/** Asks all queries; what is found in films of the library that are not among `films` does not count. */
export async function askCorpus(
  search: MomentSearch,
  reader: LibraryReader,
  films: readonly CorpusFilm[],
  queries: readonly CorpusQuery[],
): Promise<CorpusAnswer[]> {
  const known = new Set(films.map(({ path }) => path));
  const videos = reader.videos.all().filter(({ path }) => known.has(path));
  const paths = new Map(videos.map(({ id, path }) => [id, path]));
  const ids = new Map(videos.map(({ id, path }) => [path, id]));
  const answers: CorpusAnswer[] = [];
  for (const query of queries) {
    const { moments, nearest } = await search.run(askedOf(query, ids), mostMoments);
    const inFilms = (some: readonly Moment[]): CorpusMoment[] =>
      some.flatMap((moment) => {
        const video = paths.get(moment.videoId);
        return video === undefined ? [] : [{ ...moment, video }];
      });
    const found = inFilms(moments);
    const near = inFilms(nearest);
    answers.push({ query, found, near, ranked: [...found, ...near] });
  }
  return answers;
}

/** A query as it is typed, its example by the library's number of the film. */
function askedOf({ text, example }: CorpusQuery, ids: ReadonlyMap<string, number>): string {
  if (!example) return text;
  const { kind, start, end, film } = example;
  const videoId = ids.get(film)!;
  const name =
    kind === 'clip' ? momentIdOf({ videoId, start, end }) : frameExample(videoId, (start + end) / 2);
  return `like:${name} ${text}`;
}

/** An answer as the field's metrics take it, which know no cut-off: the near misses are answers too unless they are left out. */
export function answeredQuery(
  { query, ranked, found }: CorpusAnswer,
  moments: 'all' | 'sure' = 'all',
): AnsweredQuery {
  return {
    truth: [...query.truth].flatMap(([video, moments]) => moments.map((moment) => ({ ...moment, video }))),
    source: query.source?.path ?? null,
    found: moments === 'all' ? ranked : found,
  };
}

/** Moments among the first ten that lack somebody who is asked for, as the films' truth tells. */
export function momentsThatLackSomebody(
  answers: readonly CorpusAnswer[],
  films: readonly CorpusFilm[],
): number {
  const truths = new Map(films.map(({ path, truth }) => [path, truth]));
  let lacking = 0;
  for (const { query, ranked } of answers) {
    for (const moment of ranked.slice(0, 10)) {
      const people = truths.get(moment.video)?.people ?? [];
      const isThere = (name: string): boolean =>
        people.find((person) => person.name === name)?.visible.some((own) => overlapOf(own, moment) > 0) ??
        false;
      if (!query.people.every(isThere)) lacking++;
    }
  }
  return lacking;
}

/** Of the best moments that the search is sure of, the share in percent that hits a true one at an IoU of 0.5. */
export function precisionOfSure(answers: readonly CorpusAnswer[]): number {
  const firsts = answers.flatMap(({ query, found }) => (found[0] ? [{ first: found[0], query }] : []));
  const right = firsts.filter(({ first, query }) =>
    query.truth.get(first.video)?.some((window) => intervalIou(window, first) >= 0.5),
  );
  return (100 * right.length) / firsts.length;
}
