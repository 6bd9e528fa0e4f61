import { corpusCast } from './corpus-cast.ts';
import type { Random } from '../../../src-main/domain/random.ts';
import { overlapOf } from '../../../src-main/domain/interval.ts';
import { propNames } from '../../../src-main/film-maker/drawing/prop-drawing.ts';
import { placeNames } from '../../../src-main/film-maker/drawing/place.ts';
import type { Asked } from './asked-scene.ts';
import type { CorpusFilm } from './indexed-corpus.ts';

/**
 * What sounds like any other query and has no answer in these films: people who are never together, somebody at a place or
 * with a thing where they never are, and lines that somebody never says, not even beside whoever says them. Which of these are
 * answered nevertheless is for the caller to find out.
 */
export function unanswerableScenes(films: readonly CorpusFilm[], random: Random): Asked[] {
  const { seen, unseen } = corpusCast();
  const names = [...seen, ...unseen].map(({ name }) => name);
  const known = names.filter((name) =>
    films.some(({ script }) => script.cast.some((member) => member.name === name)),
  );
  const together = known.flatMap((one, at) =>
    known.slice(at + 1).map((other): Asked => [{ people: [one, other] }]),
  );
  const elsewhere = known.flatMap((name) =>
    placeNames.flatMap((place) => [
      [{ people: [name], place }] as Asked,
      ...propNames.map((thing): Asked => [{ people: [name], thing, place }]),
    ]),
  );
  const lines = [...new Set(films.flatMap(({ truth }) => truth.speech.map(({ text }) => text)))];
  const unsaid = known.flatMap((name) =>
    lines
      .filter((text) => !films.some((film) => isThereFor(name, text, film)))
      .map((line): Asked => [{ people: [name], line }]),
  );
  // So that no sort is most of them.
  const sorts = [together, elsewhere, unsaid].map((sort) => random.shuffled(sort));
  const longest = Math.max(...sorts.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => sorts.flatMap((sort) => sort.slice(at, at + 1))).flat();
}

/** Whether somebody is on screen while anybody says a line. */
function isThereFor(name: string, text: string, { truth }: CorpusFilm): boolean {
  const visible = truth.people.find((person) => person.name === name)?.visible ?? [];
  return truth.speech.some(
    (line) => line.text === text && visible.some((interval) => overlapOf(interval, line) > 0),
  );
}
