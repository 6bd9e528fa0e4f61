import {
  durationOf,
  intersectIntervals,
  mergeIntervals,
  type Interval,
} from '../../../src-main/domain/interval.ts';
import type { PlaceName } from '../../../src-main/film-maker/drawing/place.ts';
import type { PropName } from '../../../src-main/film-maker/drawing/prop-drawing.ts';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';

// Note: one model for query and truth
// What a query of the corpus asks for is data. Its text is written from this data, and so is what answers it in each film:
// every moment of every film that answers counts as right, not only the one for which the query was written.

/** What a query asks of one moment. */
export interface AskedScene {
  readonly people: readonly string[];
  /** Somebody who must not be there. */
  readonly absent?: string;
  readonly place?: PlaceName;
  readonly thing?: PropName;
  /** What the first of the people says. */
  readonly line?: string;
}

/** One scene, or two that follow each other. */
export type Asked = readonly [AskedScene] | readonly [AskedScene, AskedScene];

/** Absences so short do not divide a moment, and shorter moments are none; seconds. */
const momentGap = 1;
const leastMoment = 0.5;
/** What follows later than this after something else does not follow it; the search's own usual gap. */
const longestGap = 60;
const leastLead = 0.5;

const placeWords: Readonly<Record<PlaceName, string>> = {
  kitchen: 'in the kitchen',
  street: 'on the street',
  park: 'in the park',
  library: 'in the library',
  beach: 'on the beach',
};
const thingWords: Readonly<Record<PropName, string>> = { car: 'a red car', cup: 'a blue cup', dog: 'a dog' };

/** The query that asks for a scene. */
export function textOf({ people, absent, place, thing, line }: AskedScene): string {
  const who = people.map((name) => `@${name}`).join(' and ');
  const what = thing ? `${who ? 'with ' : ''}${thingWords[thing]}` : '';
  const said = line ? `saying ${line.replace(/[.?!,]/g, '').toLowerCase()}` : '';
  const where = place ? placeWords[place] : '';
  const not = absent ? `not @${absent}` : '';
  return [who, what, where, said, not].filter(Boolean).join(' ');
}

/** The moments of a film that answer a scene, exactly: all that is asked for at the same time. */
export function momentsOf(asked: AskedScene, truth: FilmTruth): Interval[] {
  const parts = asked.people.map((name) => presence(name, truth));
  if (asked.place) parts.push(joined(truth.places.filter(({ name }) => name === asked.place)));
  if (asked.thing) parts.push(joined(truth.objects.filter(({ name }) => name === asked.thing)));
  if (asked.line !== undefined) {
    const speaker = asked.people[0];
    parts.push(
      truth.speech.filter(({ name, text, onScreen }) => name === speaker && onScreen && text === asked.line),
    );
  }
  const together = parts.reduce((common, part) => intersectIntervals(common, part), [whole(truth)]);
  const left = asked.absent ? outside(joined(together), presence(asked.absent, truth)) : joined(together);
  return left.filter((moment) => durationOf(moment) >= leastMoment);
}

/** From the start of the first scene to the end of the second, where no shorter such stretch lies inside. */
export function sequencesOf(first: AskedScene, second: AskedScene, truth: FilmTruth): Interval[] {
  const firsts = momentsOf(first, truth);
  const chains = momentsOf(second, truth).flatMap((late) =>
    firsts
      .filter(
        (early) =>
          late.start >= early.start + leastLead &&
          late.end > early.end &&
          late.start - early.end <= longestGap,
      )
      .map((early) => ({ start: early.start, end: late.end })),
  );
  return chains.filter(
    (chain) =>
      !chains.some(
        (other) =>
          other.start >= chain.start && other.end <= chain.end && durationOf(other) < durationOf(chain),
      ),
  );
}

function presence(name: string, truth: FilmTruth): Interval[] {
  return joined(truth.people.find((person) => person.name === name)?.visible ?? []);
}

function joined(intervals: readonly Interval[]): Interval[] {
  return mergeIntervals(intervals, momentGap).map(({ start, end }) => ({ start, end }));
}

function whole({ duration }: FilmTruth): Interval {
  return { start: 0, end: duration };
}

/** What is left of intervals outside of others, both sorted. */
export function outside(intervals: readonly Interval[], others: readonly Interval[]): Interval[] {
  return others.reduce<Interval[]>(
    (left, { start, end }) =>
      left.flatMap((piece) =>
        [
          { start: piece.start, end: Math.min(piece.end, start) },
          { start: Math.max(piece.start, end), end: piece.end },
        ].filter((rest) => rest.end > rest.start),
      ),
    [...intervals],
  );
}
