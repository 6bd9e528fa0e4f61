import { intervalIou, type Interval } from '../../domain/interval.ts';
import { meanReciprocalRank, ndcgAt, type FirstRank } from '../ranking.ts';

/** A moment of one video. */
export interface VideoMoment extends Interval {
  readonly video: string;
}

/** A query of a corpus with what answers it and what was found. */
export interface AnsweredQuery {
  /** Everything in the corpus that answers; at least one moment. */
  readonly truth: readonly VideoMoment[];
  /** The video that single-video retrieval looks in; null where the query has none. */
  readonly source: string | null;
  /** Best first. */
  readonly found: readonly VideoMoment[];
}

export const videoDepths = [1, 5, 10, 100] as const;
export const momentDepths = [1, 5, 10, 100] as const;
export const ious = [0.5, 0.7] as const;
const rankedDepth = 10;

/**
 * The metrics of one query, each 0..1, by name: `VR R@K`, and for moments in the corpus (VCMR) and in the video for which
 * the query was written (SVMR) `R@K IoU m`; `mAP`, `MRR` and `NDCG@10` of moments in the corpus at an IoU of 0.5. With
 * several true moments any of them is a hit, as in QVHighlights' R@1.
 */
export function metricsOf(query: AnsweredQuery): Record<string, number> {
  const { truth, source, found } = query;
  const values: Record<string, number> = {};
  const videos = [...new Set(found.map(({ video }) => video))];
  const right = new Set(truth.map(({ video }) => video));
  const videoRank = rankOf(videos, (video) => right.has(video));
  for (const depth of videoDepths) values[`VR R@${depth}`] = isWithin(videoRank, depth);
  for (const iou of ious) {
    const rank = rankOf(found, (moment) => hits(moment, truth, iou));
    for (const depth of momentDepths) values[`VCMR R@${depth} IoU ${iou}`] = isWithin(rank, depth);
  }
  if (source !== null) {
    const own = found.filter(({ video }) => video === source);
    for (const iou of ious) {
      const rank = rankOf(own, (moment) => hits(moment, truth, iou));
      for (const depth of momentDepths) values[`SVMR R@${depth} IoU ${iou}`] = isWithin(rank, depth);
    }
  }
  const gains = gainsOf(found, truth, ious[0]);
  values['mAP'] = averagePrecision(gains, truth.length);
  values['MRR'] = meanReciprocalRank([rankOf(gains, (gain) => gain > 0)]);
  const relevant = truth.map(() => 1);
  values[`NDCG@${rankedDepth}`] = ndcgAt(rankedDepth, gains, relevant);
  return values;
}

function rankOf<T>(ranked: readonly T[], isRight: (item: T) => boolean): FirstRank {
  const at = ranked.findIndex(isRight);
  return at < 0 ? null : at + 1;
}

function isWithin(rank: FirstRank, depth: number): number {
  return rank !== null && rank <= depth ? 1 : 0;
}

function hits(moment: VideoMoment, truth: readonly VideoMoment[], iou: number): boolean {
  return truth.some((window) => window.video === moment.video && intervalIou(window, moment) >= iou);
}

/** 1 for each found moment that hits a true one which none before it has hit, else 0. */
function gainsOf(found: readonly VideoMoment[], truth: readonly VideoMoment[], iou: number): number[] {
  const left = new Set(truth);
  return found.map((moment) => {
    let best: VideoMoment | null = null;
    for (const window of left) {
      if (window.video !== moment.video || intervalIou(window, moment) < iou) continue;
      if (!best || intervalIou(window, moment) > intervalIou(best, moment)) best = window;
    }
    if (best) left.delete(best);
    return best ? 1 : 0;
  });
}

/** The mean precision at each true moment that was found, over all true moments. */
function averagePrecision(gains: readonly number[], relevant: number): number {
  let right = 0;
  let sum = 0;
  for (const [index, gain] of gains.entries()) {
    if (gain === 0) continue;
    right++;
    sum += right / (index + 1);
  }
  return sum / relevant;
}
