import type { PersonalQuery } from '../../../src-main/evaluation/personal/personal-data.ts';
import type { PersonalLibrary } from './personal-library.ts';
import { sentenceQuery } from './sentence-query.ts';

/** How well each candidate answers a query, in the order of the candidates; only the order counts. */
export type Ranker = (query: PersonalQuery, candidates: readonly string[]) => Promise<readonly number[]>;

const mostMoments = 1000;

/** Ranks as the search does: a candidate by its best moment. What is not found has score 0. */
export function rankBySearch({ core, films, unknown }: PersonalLibrary): Ranker {
  return async ({ instance, text }, candidates) => {
    const [first, ...others] = text.split('*').map((words) => ({ words }));
    const name = unknown.has(instance) ? [] : [{ name: instance }];
    const query = sentenceQuery([first!, ...others.flatMap((words) => [...name, words])]);
    if (query === '') return candidates.map(() => 0);
    const { moments, nearest } = await core.call('search.run', { query, limit: mostMoments });
    const scores = new Map<string, number>();
    for (const [index, { path }] of [...moments, ...nearest].entries()) {
      if (!scores.has(path)) scores.set(path, 1 / (index + 1));
    }
    return candidates.map((candidate) => scores.get(films.get(candidate)!) ?? 0);
  };
}
