import type { OpenWork } from '../../store/job-table.ts';

/** How far a pass has come in how long, pauses left out. */
export interface PassSpeed {
  readonly mediaSeconds: number;
  readonly wallSeconds: number;
}

export interface WorkLeft {
  /** What is queued or runs. */
  readonly work: readonly OpenWork[];
  /** Seconds of film that the running passes have worked through already, by pass. */
  readonly reached: ReadonlyMap<string, number>;
  /** What was measured, by pass. */
  readonly speeds: ReadonlyMap<string, PassSpeed>;
  /** How long each pass takes compared with the others. */
  readonly weights: ReadonlyMap<string, number>;
}

/** Share of the work whose speed must have been measured before anything is said about the rest. */
const groundShare = 0.5;
/** Seconds in which a change of the estimate is taken over to two thirds. */
const smoothingSeconds = 10;

/** Seconds of film that each pass still has to work through; films of unknown length count like the mean of the others. */
function mediaLeft({ work, reached }: WorkLeft): Map<string, number> {
  const measured = work.reduce((sum, { films, unmeasured }) => sum + films - unmeasured, 0);
  const known = work.reduce((sum, { mediaSeconds }) => sum + mediaSeconds, 0);
  const mean = measured > 0 ? known / measured : 0;
  return new Map(
    work.map(({ pass, mediaSeconds, unmeasured }) => [
      pass,
      Math.max(0, mediaSeconds + unmeasured * mean - (reached.get(pass) ?? 0)),
    ]),
  );
}

/** What is left, in seconds of film, each pass by its weight. */
export function weightedLeft(left: WorkLeft): number {
  let sum = 0;
  for (const [pass, media] of mediaLeft(left)) sum += media * (left.weights.get(pass) ?? 0);
  return sum;
}

/**
 * Seconds of undisturbed work that are left: for every pass, the film it still has to work through by its measured
 * speed. A pass without a speed is reckoned from the others by its weight. Null until at least half of the work has a
 * measured speed, or while no film's length is known.
 */
export function secondsLeft(left: WorkLeft): number | null {
  let seconds = 0;
  let knownWeight = 0;
  let unknownWeight = 0;
  let wall = 0;
  let weightedMedia = 0;
  for (const [pass, { mediaSeconds, wallSeconds }] of left.speeds) {
    wall += wallSeconds;
    weightedMedia += mediaSeconds * (left.weights.get(pass) ?? 0);
  }
  for (const [pass, media] of mediaLeft(left)) {
    const weighted = media * (left.weights.get(pass) ?? 0);
    const speed = left.speeds.get(pass);
    if (speed && speed.mediaSeconds > 0) {
      seconds += (media * speed.wallSeconds) / speed.mediaSeconds;
      knownWeight += weighted;
    } else unknownWeight += weighted;
  }
  const all = knownWeight + unknownWeight;
  if (all === 0) return left.work.length === 0 ? 0 : null;
  if (knownWeight < all * groundShare) return null;
  return unknownWeight > 0 ? seconds + (unknownWeight * wall) / weightedMedia : seconds;
}

/** A remaining time as it was shown. */
export interface ShownRemaining {
  readonly seconds: number;
  readonly atMs: number;
}

/**
 * What to show next: counts down like a clock and drifts towards the new estimate, so that it neither jumps with every
 * picture nor stays wrong for long.
 */
export function nextRemaining(shown: ShownRemaining | null, estimate: number, nowMs: number): ShownRemaining {
  if (shown === null) return { seconds: Math.max(0, estimate), atMs: nowMs };
  const elapsed = Math.max(0, nowMs - shown.atMs) / 1000;
  const countedDown = Math.max(0, shown.seconds - elapsed);
  const pull = 1 - Math.exp(-elapsed / smoothingSeconds);
  return { seconds: Math.max(0, countedDown + (estimate - countedDown) * pull), atMs: nowMs };
}
