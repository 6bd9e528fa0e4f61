import { durationOf, overlapOf } from '../domain/interval.ts';
import { withoutRepeats } from './dialogue-search.ts';
import type { FilmChoice } from './film-choice.ts';
import type { FoundMoment } from './moment-builder.ts';
import { picturedMoments } from './picture-search.ts';
import type { SceneQuestion } from './scene-question.ts';
import type { SearchRun } from './search-run.ts';
import { spokenMoments } from './spoken-search.ts';
import { suppressOverlaps } from './suppress-overlaps.ts';

/** A line is part of a moment when the moment holds at least this share of it. */
const heldShare = 0.5;
/** What is left of the certainty of people who are there while nothing shows or says the words. */
const peopleAloneShare = 0.2;
/** What a line adds to the certainty of a moment whose pictures answer already. */
const addedByLine = 0.5;

/**
 * Every moment that answers a question: by what is seen, by what is said, or by both at once. Moments that answer all of it
 * come alone, if there are any.
 */
export async function sceneMoments(run: SearchRun, question: SceneQuestion): Promise<FoundMoment[]> {
  const found = await answeringMoments(run, question);
  return found.length > 0 ? found : peopleAlone(run, question);
}

/** Where nothing answers the words, the people themselves come nearest. Near misses all; none without people and words. */
export function peopleAlone(run: SearchRun, question: SceneQuestion): FoundMoment[] {
  const { people, texts } = question;
  if (people.length === 0 || texts.length === 0) return [];
  const missing = texts.flatMap(({ seen, said, unknown }) => [
    ...(seen?.words.map(({ word }) => word) ?? said?.words ?? []),
    ...unknown,
  ]);
  return spokenMoments(run, { ...question, texts: [] }).map((moment) => ({
    ...moment,
    score: peopleAloneShare * moment.score,
    missing,
    isNear: true,
  }));
}

async function answeringMoments(run: SearchRun, question: SceneQuestion): Promise<FoundMoment[]> {
  const said = spokenMoments(run, question);
  await run.pacer.breathe();
  const canBeSeen = question.texts.some(({ seen }) => seen !== null);
  if (!run.index || !canBeSeen) return said;
  const seen = await picturedMoments({ ...run, choice: filmsOfPeople(run, question) }, run.index, question);
  const all = joined(seen, said);
  const isWhole = ({ isNear, missing }: FoundMoment): boolean => !isNear && missing.length === 0;
  return all.some(isWhole) ? all.filter((moment) => moment.isNear || isWhole(moment)) : all;
}

/** The films in which the people of a question are, of those that are asked. */
export function filmsOfPeople({ memory, choice, without }: SearchRun, { people }: SceneQuestion): FilmChoice {
  if (people.length === 0 || without.has('identity re-rank')) return choice;
  return new Set(memory.filmsOfAll(people).filter((videoId) => choice?.has(videoId) ?? true));
}

/** Takes lines into the moments that hold them, and keeps of moments that are the same the best. */
function joined(seen: readonly FoundMoment[], said: readonly FoundMoment[]): FoundMoment[] {
  const byFilm = Map.groupBy(seen, ({ videoId }) => videoId);
  const apart: FoundMoment[] = [];
  for (const line of said) {
    const moments = byFilm.get(line.videoId) ?? [];
    const at = moments.findIndex((moment) => overlapOf(moment, line) >= heldShare * durationOf(line));
    const moment = moments[at];
    // A near miss does not hide a line that answers all.
    if (!moment || (moment.isNear && !line.isNear)) apart.push(line);
    else {
      moments[at] = {
        ...moment,
        score: 1 - (1 - moment.score) * (1 - addedByLine * line.score),
        lines: withoutRepeats([...moment.lines, ...line.lines]),
      };
    }
  }
  return suppressOverlaps([...byFilm.values().toArray().flat(), ...apart]);
}
