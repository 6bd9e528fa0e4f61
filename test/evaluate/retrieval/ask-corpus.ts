import { overlapOf } from '../../../src-main/domain/interval.ts';
import type { Moment } from '../../../src-main/domain/moment.ts';
import type { AnsweredQuery } from '../../../src-main/evaluation/retrieval/answered-query.ts';
import type { MomentSearch } from '../../../src-main/search/moment-search.ts';
import type { LibraryReader } from '../../../src-main/store/library-reader.ts';
import type { CorpusQuery } from './corpus-queries.ts';
import type { CorpusFilm } from './indexed-corpus.ts';

const mostMoments = 100;

/** What the search answered to a query of the corpus. */
export interface CorpusAnswer {
  readonly query: CorpusQuery;
  /** Best first, the film by its path. */
  readonly found: readonly (Moment & { readonly video: string })[];
}

export async function askCorpus(
  search: MomentSearch,
  reader: LibraryReader,
  queries: readonly CorpusQuery[],
): Promise<CorpusAnswer[]> {
  const paths = new Map(reader.videos.all().map(({ id, path }) => [id, path]));
  const answers: CorpusAnswer[] = [];
  for (const query of queries) {
    const { moments } = await search.run(query.text, mostMoments);
    answers.push({
      query,
      found: moments.map((moment) => ({ ...moment, video: paths.get(moment.videoId) ?? '' })),
    });
  }
  return answers;
}

/** An answer as the field's metrics take it. */
export function answeredQuery({ query, found }: CorpusAnswer): AnsweredQuery {
  return {
    truth: [...query.truth].flatMap(([video, moments]) => moments.map((moment) => ({ ...moment, video }))),
    source: query.source?.path ?? null,
    found,
  };
}

/** Moments among the first ten that lack somebody who is asked for, as the films' truth tells. */
export function momentsThatLackSomebody(
  answers: readonly CorpusAnswer[],
  films: readonly CorpusFilm[],
): number {
  const truths = new Map(films.map(({ path, truth }) => [path, truth]));
  let lacking = 0;
  for (const { query, found } of answers) {
    for (const moment of found.slice(0, 10)) {
      const people = truths.get(moment.video)?.people ?? [];
      const isThere = (name: string): boolean =>
        people.find((person) => person.name === name)?.visible.some((own) => overlapOf(own, moment) > 0) ??
        false;
      if (!query.people.every(isThere)) lacking++;
    }
  }
  return lacking;
}
