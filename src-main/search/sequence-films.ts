import { linesByFilm, type DialogueClause, type LinesByFilm } from './dialogue-search.ts';
import type { FilmChoice } from './film-choice.ts';
import { bestFilms, leastSight, leastSightBesidePerson } from './film-ranking.ts';
import { bestOfFilms, filmsFor } from './picture-search.ts';
import type { SceneQuestion } from './scene-question.ts';
import { filmsOfPeople } from './scene-search.ts';
import type { SearchRun } from './search-run.ts';

// Note: the films of a sequence
// A sequence lies in one film. Were each step looked for by itself, in the films that answer it best, few of these would
// answer the others too, and most of what is looked at closely would be in vain. So the films are those that answer all the
// steps best, on the mean over their texts; and since each of them may hold the whole, the steps together are looked at
// closely no more often than a single scene would be.
// A film is left out only where some step cannot be answered, or where so many others answer all of them better. That is
// another choice than each step's own: of the bench's three sequences over a thousand films the first ten moments then
// score as high or higher, and on the generated films of the slice no figure falls.

/** The films in which the steps of a sequence are looked at closely; null for any, where nothing is to be seen. */
export async function filmsOfSequence(
  run: SearchRun,
  questions: readonly SceneQuestion[],
): Promise<FilmChoice> {
  const { index, pacer, limit } = run;
  const texts = questions.flatMap((question) => question.texts);
  if (!index || texts.every(({ seen }) => seen === null)) return null;
  const films = questions.map((question) => filmsOfPeople(run, question));
  const phrases = questions.flatMap((question, at) =>
    question.phrases.map((clause) => linesAnswering(run, clause, films[at]!)),
  );
  const possible = (await index.films(pacer)).filter(
    ({ videoId }) =>
      films.every((some) => some?.has(videoId) ?? true) && phrases.every((lines) => lines.has(videoId)),
  );
  const lines = questions.flatMap((question, at) =>
    question.texts.map(({ said }) => bestOfFilms(said ? linesAnswering(run, said, films[at]!) : new Map())),
  );
  const besidePerson = questions.some(({ people }) => people.length > 0);
  const least = besidePerson ? leastSightBesidePerson : leastSight;
  const seen = questions.filter((question) => question.texts.some((text) => text.seen !== null));
  const most = Math.ceil(filmsFor(limit) / seen.length);
  const best = await bestFilms(index, possible, texts, lines, least, most, pacer);
  return new Set(best.map(({ videoId }) => videoId));
}

/** Lines with all of a clause or with some of its words: either may become a moment. */
function linesAnswering({ lines }: SearchRun, clause: DialogueClause, films: FilmChoice): LinesByFilm {
  return linesByFilm([...lines.withAll(clause, films), ...lines.withSome(clause, films)]);
}
