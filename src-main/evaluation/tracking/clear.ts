import { bestPairs } from '../assignment.ts';
import { matchIou, reaches, type FramePairs } from './frame-pairs.ts';

/** Weighs more than any overlap, so that a match which goes on is never given up for a better one. */
const goesOn = 1000;
const mostlyTracked = 0.8;
const mostlyLost = 0.2;

/** The counts of CLEAR MOT (Bernardin and Stiefelhagen 2008), which add up over sequences. */
export interface ClearCounts {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly falsePositives: number;
  /** Times at which a true track is matched by another track than when it was last matched. */
  readonly switches: number;
  /** Times at which a true track is matched again after it was not. */
  readonly fragments: number;
  /** True tracks matched in more than 80 % of their frames, in at least 20 %, and in fewer. */
  readonly mostlyTracked: number;
  readonly partlyTracked: number;
  readonly mostlyLost: number;
  /** Sum of the matches' IoU. */
  readonly overlap: number;
}

/** What is known of a true track while the frames pass. */
interface TrackState {
  frames: number;
  matched: number;
  /** How often it began to be matched. */
  starts: number;
  /** The track that matched it last. */
  lastMatch: number | null;
  /** The track that matched it in the last frame in which truth and result both had boxes. */
  currentMatch: number | null;
}

export function clearCounts(frames: readonly FramePairs[]): ClearCounts {
  const states = new Map<number, TrackState>();
  let [truePositives, falseNegatives, falsePositives, switches, overlap] = [0, 0, 0, 0, 0];
  for (const { truth, result, iou } of frames) {
    const seen = truth.map((track) => stateOf(states, track));
    for (const state of seen) state.frames++;
    const matches = result.length === 0 ? [] : matchesOf(seen, result, iou);
    truePositives += matches.length;
    falseNegatives += truth.length - matches.length;
    falsePositives += result.length - matches.length;
    if (truth.length === 0 || result.length === 0) continue;
    const wasMatched = new Set([...states.values()].filter(({ currentMatch }) => currentMatch !== null));
    for (const state of wasMatched) state.currentMatch = null;
    for (const { row, column } of matches) {
      const state = seen[row]!;
      const track = result[column]!;
      if (state.lastMatch !== null && state.lastMatch !== track) switches++;
      if (!wasMatched.has(state)) state.starts++;
      state.matched++;
      state.lastMatch = track;
      state.currentMatch = track;
      overlap += iou[row]![column]!;
    }
  }
  const tracks = [...states.values()];
  const ratios = tracks.map(({ matched, frames: all }) => matched / all);
  const most = ratios.filter((ratio) => ratio > mostlyTracked).length;
  const lost = ratios.filter((ratio) => ratio < mostlyLost).length;
  return {
    truePositives,
    falseNegatives,
    falsePositives,
    switches,
    fragments: tracks.reduce((sum, { starts }) => sum + Math.max(0, starts - 1), 0),
    mostlyTracked: most,
    partlyTracked: tracks.length - most - lost,
    mostlyLost: lost,
    overlap,
  };
}

function stateOf(states: Map<number, TrackState>, track: number): TrackState {
  const known = states.get(track);
  if (known) return known;
  const state: TrackState = { frames: 0, matched: 0, starts: 0, lastMatch: null, currentMatch: null };
  states.set(track, state);
  return state;
}

/** Keeps the matches that go on, and beyond them takes those that overlap most. */
function matchesOf(
  truth: readonly TrackState[],
  result: readonly number[],
  iou: FramePairs['iou'],
): { row: number; column: number }[] {
  return bestPairs(
    truth.map(({ currentMatch }, row) =>
      result.map((track, column) => {
        const overlap = iou[row]![column]!;
        if (!reaches(overlap, matchIou)) return 0;
        return overlap + (track === currentMatch ? goesOn : 0);
      }),
    ),
  );
}

/** Multi-object tracking accuracy, at most 1; without any true box, as the reference counts, minus the false ones. */
export function motaOf(counts: ClearCounts): number {
  const { truePositives, falsePositives, falseNegatives, switches } = counts;
  return (truePositives - falsePositives - switches) / Math.max(1, truePositives + falseNegatives);
}

/** Mean IoU of the matches, 0..1. */
export function motpOf({ overlap, truePositives }: ClearCounts): number {
  return overlap / Math.max(1, truePositives);
}

export function sumOfClear(all: readonly ClearCounts[]): ClearCounts {
  const sum = (valueOf: (counts: ClearCounts) => number) =>
    all.reduce((total, counts) => total + valueOf(counts), 0);
  return {
    truePositives: sum((counts) => counts.truePositives),
    falseNegatives: sum((counts) => counts.falseNegatives),
    falsePositives: sum((counts) => counts.falsePositives),
    switches: sum((counts) => counts.switches),
    fragments: sum((counts) => counts.fragments),
    mostlyTracked: sum((counts) => counts.mostlyTracked),
    partlyTracked: sum((counts) => counts.partlyTracked),
    mostlyLost: sum((counts) => counts.mostlyLost),
    overlap: sum((counts) => counts.overlap),
  };
}
