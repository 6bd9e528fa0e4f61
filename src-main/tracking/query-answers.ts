import { boxIou, centreOf, type Box } from '../domain/box.ts';
import { aggregated, type Supports } from './gates.ts';
import type { Candidate, Hypothesis } from './hypothesis.ts';
import type { TrackerSettings } from './tracker-settings.ts';

/** A candidate as one hypothesis sees it. */
export interface RatedCandidate {
  readonly candidate: Candidate;
  /** What the present queries say together, 0..1. */
  readonly score: number;
  /** Cosine with the nearest of the remembered appearances, 0..1. */
  readonly likeness: number;
  readonly supports: Supports;
  /** False for what a search found and what looks less like the thing than usual. */
  readonly isTrusted: boolean;
  /** Whether a detector's box is the best answer to `pos` and to `id`, and that to `pos` a good one. */
  readonly isAgreed: boolean;
}

/** Seconds after which nothing follows any more from where a thing was seen. */
const placeSeconds = 1;
/** Spread of the place around the predicted one, in boxes, and how it grows by the second. */
const spread = 0.1;
const spreadGrowth = 0.9;
/** An answer needs so much support, and a place is good from so much on. */
const leastAnswer = 0.2;
const goodPlace = 0.5;
/** Likeness falls by half of its range between 1 and tau_conf; below as steeply. */
const likenessAtTau = 0.5;

/**
 * What the queries of one hypothesis say about the candidates of a frame: `pos` by the place alone, `id` by the
 * appearance alone, `both` by the two together, `det` by a detection's overlap with the last box, without any memory
 * of motion (MQT, section 2.3.1). `pos` and `both` are absent when the thing was not seen for long; `det` has nothing
 * to say about boxes that no detector gave.
 */
export function ratedCandidates(
  hypothesis: Hypothesis,
  candidates: readonly Candidate[],
  time: number,
  settings: TrackerSettings,
): RatedCandidate[] {
  const predicted = hypothesis.predicted(time);
  const unseen = hypothesis.unseenSeconds(time);
  const asks = (query: TrackerSettings['queries'][number]): boolean => settings.queries.includes(query);
  const rated = candidates.map((candidate): RatedCandidate => {
    const likeness = hypothesis.likeness(candidate.appearance, time);
    const place = unseen <= placeSeconds ? placeSupport(predicted, candidate.box, unseen) : null;
    const look = lookSupport(likeness, settings.tauConf);
    const supports: Supports = {
      ...(asks('pos') && place !== null ? { pos: place } : {}),
      ...(asks('id') ? { id: look } : {}),
      ...(asks('both') && place !== null ? { both: Math.sqrt(place * look) } : {}),
      ...(asks('det') && candidate.source === 'detector' && place !== null
        ? { det: boxIou(hypothesis.last.box, candidate.box) }
        : {}),
    };
    const isTrusted = candidate.source === 'detector' || hypothesis.isUsual(likeness, time);
    return { candidate, likeness, supports, score: aggregated(supports), isTrusted, isAgreed: false };
  });
  const place = bestAnswer(rated, 'pos');
  if (!place || place !== bestAnswer(rated, 'id') || place.supports.pos! < goodPlace) return rated;
  if (place.candidate.source !== 'detector') return rated;
  return rated.map((each) => (each === place ? { ...each, isAgreed: true } : each));
}

/** The best answer to one query, null where no candidate is worth naming. */
export function bestAnswer(rated: readonly RatedCandidate[], query: 'pos' | 'id'): RatedCandidate | null {
  let best: RatedCandidate | null = null;
  for (const each of rated) {
    const support = each.supports[query] ?? 0;
    if (support >= leastAnswer && support > (best?.supports[query] ?? 0)) best = each;
  }
  return best;
}

/** 1 at the predicted place and size, falling with the distance in boxes and with the difference of the sizes. */
export function placeSupport(predicted: Box, box: Box, unseenSeconds: number): number {
  const from = centreOf(predicted);
  const to = centreOf(box);
  const sigma = spread + spreadGrowth * unseenSeconds;
  const across = (to.x - from.x) / predicted.width / sigma;
  const down = (to.y - from.y) / predicted.height / sigma;
  const wider = ratioOf(predicted.width, box.width) * ratioOf(predicted.height, box.height);
  return Math.exp(-(across * across + down * down) / 2) * Math.sqrt(wider);
}

/** 1 for the very appearance, 0.5 at tau_conf. */
export function lookSupport(likeness: number, tauConf: number): number {
  return Math.max(0, 1 - (likenessAtTau * (1 - likeness)) / (1 - tauConf));
}

function ratioOf(a: number, b: number): number {
  return Math.min(a, b) / Math.max(a, b);
}
