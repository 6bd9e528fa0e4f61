import { citedOf, evidenceCited } from '../../domain/citations.ts';
import type { Moment } from '../../domain/moment.ts';
import { isCited, type Cited } from '../../domain/cited-answer.ts';
import { placeOf, type Work } from './work.ts';

/** Lines of a moment that are repeated at most. */
const mostLines = 6;

/** Tells of a moment what its evidence says: who is there, what is said, what is seen. */
export function describe(work: Work, moment: Moment): void {
  const place = placeOf(work, moment);
  const { answer, phrases } = work;
  const of = (...kinds: Cited['kind'][]): Cited[] =>
    moment.evidence
      .filter(({ kind }) => kinds.includes(kind))
      .map((one) => evidenceCited(work.library, moment.videoId, one))
      .filter(({ text }) => text !== '');
  const texts = (some: readonly Cited[]): string[] => [...new Set(some.map(({ text }) => text))];
  const people = of('face', 'concept');
  const lines = of('line').slice(0, mostLines);
  const seen = of('picture');
  if (isCited(people)) answer.say(phrases.onScreen(texts(people), place), ...people);
  if (isCited(lines)) answer.say(phrases.said(texts(lines), place), ...lines);
  if (isCited(seen)) answer.say(phrases.shows(texts(seen), place), ...seen);
  if (people.length + lines.length + seen.length === 0) {
    answer.say(phrases.at(place), ...citedOf(work.library, moment));
  }
}
