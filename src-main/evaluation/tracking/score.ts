import { bootstrapIntervals } from '../bootstrap.ts';
import type { MetricTree, Scorecard } from '../metric-tree.ts';
import { rounded } from '../rounding.ts';
import { clearCounts, motaOf, motpOf, sumOfClear, type ClearCounts } from './clear.ts';
import { framePairs } from './frame-pairs.ts';
import { hotaCounts, hotaScores, sumOfHota, type HotaCounts } from './hota.ts';
import {
  identityCounts,
  identityF1,
  identityPrecision,
  identityRecall,
  sumOfIdentity,
  type IdentityCounts,
} from './identity.ts';
import type { Tracks } from './mot-file.ts';

const decimals = 3;

export interface Sequence {
  readonly name: string;
  readonly truth: Tracks;
  readonly result: Tracks;
}

/** All that adds up over sequences. */
interface SequenceCounts {
  readonly clear: ClearCounts;
  readonly identity: IdentityCounts;
  readonly hota: readonly HotaCounts[];
}

/**
 * Scores tracks of boxes with HOTA, CLEAR MOT and the identity measures, in percent and counts, under the names of
 * the reference scorer (TrackEval). Sequences are combined by adding up what they counted. The intervals are over
 * sequences, so a single one has none.
 */
export function scoreTracking(sequences: readonly Sequence[]): Scorecard {
  const counted = sequences.map(({ truth, result }): SequenceCounts => {
    const frames = framePairs(truth, result);
    return { clear: clearCounts(frames), identity: identityCounts(frames), hota: hotaCounts(frames) };
  });
  return {
    metrics: metricsOf(counted),
    intervals: bootstrapIntervals(['HOTA', 'MOTA', 'IDF1'], counted.length, (timesDrawn) => {
      const sample = counted.flatMap((counts, index) =>
        Array.from({ length: timesDrawn[index]! }, () => counts),
      );
      return headlinesOf(sample);
    }),
    parts: sequences.map(({ name }, index) => ({ name, metrics: metricsOf([counted[index]!]) })),
  };
}

function headlinesOf(sequences: readonly SequenceCounts[]): number[] {
  return [
    100 * hotaScores(sumOfHota(sequences.map(({ hota }) => hota))).hota,
    100 * motaOf(sumOfClear(sequences.map(({ clear }) => clear))),
    100 * identityF1(sumOfIdentity(sequences.map(({ identity }) => identity))),
  ];
}

function metricsOf(sequences: readonly SequenceCounts[]): MetricTree {
  const hota = hotaScores(sumOfHota(sequences.map((counts) => counts.hota)));
  const clear = sumOfClear(sequences.map((counts) => counts.clear));
  const identity = sumOfIdentity(sequences.map((counts) => counts.identity));
  const percent = (value: number): number | null => rounded(100 * value, decimals);
  return {
    HOTA: percent(hota.hota),
    DetA: percent(hota.detection),
    AssA: percent(hota.association),
    DetRe: percent(hota.detectionRecall),
    DetPr: percent(hota.detectionPrecision),
    AssRe: percent(hota.associationRecall),
    AssPr: percent(hota.associationPrecision),
    LocA: percent(hota.localisation),
    MOTA: percent(motaOf(clear)),
    MOTP: percent(motpOf(clear)),
    IDSW: clear.switches,
    FN: clear.falseNegatives,
    FP: clear.falsePositives,
    Frag: clear.fragments,
    MT: clear.mostlyTracked,
    PT: clear.partlyTracked,
    ML: clear.mostlyLost,
    IDF1: percent(identityF1(identity)),
    IDP: percent(identityPrecision(identity)),
    IDR: percent(identityRecall(identity)),
    IDTP: identity.truePositives,
    IDFN: identity.falseNegatives,
    IDFP: identity.falsePositives,
  };
}
