import { durationOf } from '../domain/interval.ts';
import type { FoundMoment } from './moment-builder.ts';
import { suppressOverlaps } from './suppress-overlaps.ts';

/** Seconds that may lie between two steps where the query states none. */
export const usualGap = 60;
/** Seconds by which a step begins at least after the one before. */
const leastLead = 0.5;
/** What the longest gap leaves of a score: what follows at once follows best. */
const gapShare = 0.8;
/** A chain around a shorter one is left out unless the shorter one scores less than this share of it. */
const shorterShare = 0.8;
/** Of one step in one film, the best so many are tried. */
const mostInFilm = 200;

/** The moments of one step, and how many seconds after the step before they may begin at most. */
export interface StepMoments {
  readonly moments: readonly FoundMoment[];
  readonly within: number | null;
}

interface Chain {
  readonly moments: readonly FoundMoment[];
  /** Product of the scores, and of what the gaps leave. */
  readonly product: number;
}

/**
 * Moments in which the steps follow each other in one film, from the start of the first to the end of the last. Each step
 * begins after the one before has begun, ends after it, and lies within the gap behind it. For every last step the chain
 * with the best product of scores, by dynamic programming over the steps; the score is their geometric mean.
 */
export function sequenceMoments(steps: readonly StepMoments[]): FoundMoment[] {
  const [first] = steps;
  if (!first) return [];
  if (steps.length === 1) return [...first.moments];
  const byFilm = steps.map(({ moments }) => Map.groupBy(moments, ({ videoId }) => videoId));
  const found: FoundMoment[] = [];
  for (const [videoId, moments] of byFilm[0]!) {
    let chains = best(moments).map((moment): Chain => ({ moments: [moment], product: moment.score }));
    for (const [at, { within }] of steps.entries()) {
      if (at === 0) continue;
      chains = best(byFilm[at]!.get(videoId) ?? []).flatMap((moment) => {
        const longer = longest(chains, moment, within ?? usualGap);
        return longer ? [longer] : [];
      });
    }
    found.push(...withoutDetours(chains.map(asMoment)));
  }
  return suppressOverlaps(found);
}

/** Leaves out what waits for a later step though it has come before: "A then B" is over with the first B. */
function withoutDetours(found: readonly FoundMoment[]): FoundMoment[] {
  return found.filter(
    (moment) =>
      !found.some(
        (other) =>
          other !== moment &&
          other.start >= moment.start &&
          other.end <= moment.end &&
          durationOf(other) < durationOf(moment) &&
          other.score >= shorterShare * moment.score,
      ),
  );
}

function best(moments: readonly FoundMoment[]): FoundMoment[] {
  return moments.toSorted((a, b) => b.score - a.score).slice(0, mostInFilm);
}

/** The best chain that a moment can follow, with the moment. */
function longest(chains: readonly Chain[], moment: FoundMoment, within: number): Chain | null {
  let found: Chain | null = null;
  for (const chain of chains) {
    const last = chain.moments.at(-1)!;
    const gap = Math.max(0, moment.start - last.end);
    if (moment.start < last.start + leastLead || moment.end <= last.end || gap > within) continue;
    const left = within > 0 ? gapShare ** (gap / within) : 1;
    const product = chain.product * moment.score * left;
    if (!found || product > found.product) found = { moments: [...chain.moments, moment], product };
  }
  return found;
}

function asMoment({ moments, product }: Chain): FoundMoment {
  const first = moments[0]!;
  return {
    videoId: first.videoId,
    start: first.start,
    end: moments.at(-1)!.end,
    score: product ** (1 / moments.length),
    tracks: moments.flatMap(({ tracks }) => tracks),
    lines: moments.flatMap(({ lines }) => lines),
    pictures: moments.flatMap(({ pictures }) => pictures),
    missing: moments.flatMap(({ missing }) => missing),
    isNear: moments.some(({ isNear }) => isNear),
  };
}
