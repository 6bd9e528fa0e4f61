import { bestPairs } from '../assignment.ts';
import { reaches, type FramePairs } from './frame-pairs.ts';

/** The IoU thresholds over which the measure is averaged: 0.05, 0.1 ... 0.95. */
const alphas = Array.from({ length: 19 }, (_, index) => 0.05 + index * 0.05);

/** What HOTA (Luiten et al. 2021) is made of at one alpha; all of it adds up over sequences. */
export interface HotaCounts {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly falsePositives: number;
  /** Sums over the matches of how much of the two tracks' boxes is matched to each other: of either, of the true one, of the found one. */
  readonly association: number;
  readonly associationRecall: number;
  readonly associationPrecision: number;
  /** Sum of the matches' IoU. */
  readonly overlap: number;
}

export interface HotaScores {
  readonly hota: number;
  readonly detection: number;
  readonly detectionRecall: number;
  readonly detectionPrecision: number;
  readonly association: number;
  readonly associationRecall: number;
  readonly associationPrecision: number;
  readonly localisation: number;
}

interface Match {
  readonly truth: number;
  readonly result: number;
  readonly iou: number;
}

/** Counts for each of the 19 alphas. */
export function hotaCounts(frames: readonly FramePairs[]): HotaCounts[] {
  const truthBoxes = boxesPerTrack(frames.map(({ truth }) => truth));
  const resultBoxes = boxesPerTrack(frames.map(({ result }) => result));
  const matches = matchesOf(frames, alignmentOf(frames, truthBoxes, resultBoxes));
  const truths = sumOf([...truthBoxes.values()]);
  const results = sumOf([...resultBoxes.values()]);
  return alphas.map((alpha) => {
    const reached = matches.filter(({ iou }) => reaches(iou, alpha));
    const together = new PairSums();
    for (const { truth, result } of reached) together.add(truth, result, 1);
    let [association, associationRecall, associationPrecision] = [0, 0, 0];
    for (const { truth, result, sum } of together.entries()) {
      const ofTruth = truthBoxes.get(truth)!;
      const ofResult = resultBoxes.get(result)!;
      association += (sum * sum) / (ofTruth + ofResult - sum);
      associationRecall += (sum * sum) / ofTruth;
      associationPrecision += (sum * sum) / ofResult;
    }
    return {
      truePositives: reached.length,
      falseNegatives: truths - reached.length,
      falsePositives: results - reached.length,
      association,
      associationRecall,
      associationPrecision,
      overlap: sumOf(reached.map(({ iou }) => iou)),
    };
  });
}

/** The scores averaged over the alphas, each 0..1. */
export function hotaScores(counts: readonly HotaCounts[]): HotaScores {
  const mean = (valueOf: (at: HotaCounts) => number): number => sumOf(counts.map(valueOf)) / counts.length;
  const detection = ({ truePositives, falseNegatives, falsePositives }: HotaCounts): number =>
    truePositives / Math.max(1, truePositives + falseNegatives + falsePositives);
  const perMatch = (sum: number, { truePositives }: HotaCounts): number => sum / Math.max(1, truePositives);
  return {
    hota: mean((at) => Math.sqrt(detection(at) * perMatch(at.association, at))),
    detection: mean(detection),
    detectionRecall: mean((at) => at.truePositives / Math.max(1, at.truePositives + at.falseNegatives)),
    detectionPrecision: mean((at) => at.truePositives / Math.max(1, at.truePositives + at.falsePositives)),
    association: mean((at) => perMatch(at.association, at)),
    associationRecall: mean((at) => perMatch(at.associationRecall, at)),
    associationPrecision: mean((at) => perMatch(at.associationPrecision, at)),
    // Without a match nothing is misplaced.
    localisation: mean((at) => (at.truePositives === 0 ? 1 : at.overlap / at.truePositives)),
  };
}

export function sumOfHota(all: readonly (readonly HotaCounts[])[]): HotaCounts[] {
  return alphas.map((_, index) => {
    const sum = (valueOf: (at: HotaCounts) => number): number =>
      sumOf(all.map((counts) => valueOf(counts[index]!)));
    return {
      truePositives: sum((at) => at.truePositives),
      falseNegatives: sum((at) => at.falseNegatives),
      falsePositives: sum((at) => at.falsePositives),
      association: sum((at) => at.association),
      associationRecall: sum((at) => at.associationRecall),
      associationPrecision: sum((at) => at.associationPrecision),
      overlap: sum((at) => at.overlap),
    };
  });
}

/**
 * How well each two tracks go together over the whole sequence, 0..1: a soft Jaccard index, in which a frame counts
 * as far as the two boxes overlap each other and nothing else.
 */
function alignmentOf(
  frames: readonly FramePairs[],
  truthBoxes: ReadonlyMap<number, number>,
  resultBoxes: ReadonlyMap<number, number>,
): (truth: number, result: number) => number {
  const shared = new PairSums();
  for (const { truth, result, iou } of frames) {
    const ofRow = iou.map(sumOf);
    const ofColumn = result.map((_, column) => sumOf(iou.map((row) => row[column]!)));
    iou.forEach((row, i) =>
      row.forEach((overlap, j) => {
        if (overlap > 0) shared.add(truth[i]!, result[j]!, overlap / (ofRow[i]! + ofColumn[j]! - overlap));
      }),
    );
  }
  return (truth, result) => {
    const both = shared.get(truth, result);
    return both / (truthBoxes.get(truth)! + resultBoxes.get(result)! - both);
  };
}

function matchesOf(
  frames: readonly FramePairs[],
  alignment: (truth: number, result: number) => number,
): Match[] {
  return frames.flatMap(({ truth, result, iou }) => {
    const scores = iou.map((row, i) =>
      row.map((overlap, j) => (overlap > 0 ? overlap * alignment(truth[i]!, result[j]!) : 0)),
    );
    return bestPairs(scores).map(({ row, column }) => ({
      truth: truth[row]!,
      result: result[column]!,
      iou: iou[row]![column]!,
    }));
  });
}

function boxesPerTrack(frames: readonly (readonly number[])[]): Map<number, number> {
  const boxes = new Map<number, number>();
  for (const track of frames.flat()) boxes.set(track, (boxes.get(track) ?? 0) + 1);
  return boxes;
}

/** A sum for each pair of tracks that has met. */
class PairSums {
  readonly #sums = new Map<number, Map<number, number>>();

  add(truth: number, result: number, value: number): void {
    const row = this.#sums.get(truth) ?? new Map<number, number>();
    this.#sums.set(truth, row.set(result, (row.get(result) ?? 0) + value));
  }

  get(truth: number, result: number): number {
    return this.#sums.get(truth)?.get(result) ?? 0;
  }

  *entries(): Generator<{ truth: number; result: number; sum: number }> {
    for (const [truth, row] of this.#sums) {
      for (const [result, sum] of row) yield { truth, result, sum };
    }
  }
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
