import { intervalIou, overlapOf } from '../domain/interval.ts';
import { parseMomentId, type MomentKey } from '../domain/moment.ts';
import { cosine, weightedMean } from '../domain/vector.ts';
import { framesIn } from './film-sights.ts';
import type { FrameIndex } from './frame-index.ts';
import type { FoundMoment } from './moment-builder.ts';
import type { SceneQuestion } from './scene-question.ts';
import { seenLike } from './seen-text.ts';

/** What the person says of results: more of this kind, or not this. Ids of moments. */
export interface Feedback {
  readonly more: readonly string[];
  readonly less: readonly string[];
}

export const noFeedback: Feedback = { more: [], less: [] };

// Note: Rocchio's formula
// The query is moved towards what is liked and away from what is not: `q' = a q + b mean(liked) - c mean(disliked)` (Rocchio
// 1971, with the usual weights of Manning, Raghavan and Schütze 2008, section 9.1.1). The query itself stands as the mean of
// what it found first. A moment's certainty then moves by how much nearer it lies to q' than the others do.

const [keptShare, likedShare, dislikedShare] = [1, 0.75, 0.15];
/** Moments that stand for the query. */
const firstFound = 10;
/** Moments whose place may change; who is farther down is not looked at. */
const mostRanked = 200;
/** Log-odds for one standard deviation of nearness, at most two of them. */
const nearnessOdds = 0.8;
const mostDeviations = 2;
/** Log-odds for a modality that answered all of the liked and none of the disliked. */
const modalityOdds = 1;
/** What is found by its likeness alone counts so much. */
export const likenessShare = 0.75;
/** From this overlap on a moment is the one that was spoken of. */
const sameMoment = 0.5;
/** Certainties are kept off the ends, where log-odds have none. */
const odds = { least: 0.01, most: 0.99 };

/** What was learned from the person for one search. */
export class LearnedWish {
  readonly #index: FrameIndex | null;
  readonly #more: readonly MomentKey[];
  readonly #less: readonly MomentKey[];

  constructor(index: FrameIndex | null, feedback: Feedback) {
    this.#index = index;
    this.#more = feedback.more.flatMap((id) => parseMomentId(id) ?? []);
    this.#less = feedback.less.flatMap((id) => parseMomentId(id) ?? []);
  }

  get isEmpty(): boolean {
    return this.#more.length + this.#less.length === 0;
  }

  /** What looks like the liked, as a question beside the query's own; null when nothing is liked. */
  question(question: SceneQuestion): SceneQuestion | null {
    const vectors = this.#more.flatMap((moment) => this.#vectorOf(moment) ?? []);
    if (!this.#index || vectors.length === 0) return null;
    const seen = seenLike('', [{ after: 0, ...this.#index.matcher.likenessToPicture(meanOf(vectors)) }]);
    return {
      ...question,
      phrases: [],
      texts: [{ seen, said: null, visual: 1, dialogue: 0, unknown: [] }],
    };
  }

  /** Moments with the certainties that they have after what the person said; those that are not wanted are left out. */
  ranked(found: readonly FoundMoment[]): FoundMoment[] {
    const wanted = found.filter((moment) => !this.#less.some((other) => isSame(moment, other)));
    const sorted = wanted.toSorted((a, b) => b.score - a.score);
    const [near, rest] = [sorted.slice(0, mostRanked), sorted.slice(mostRanked)];
    const shifts = this.#nearness(near);
    const modalities = this.#modalityShifts(found, near);
    return [
      ...near.map((moment, at) => {
        const score = shifted(moment.score, shifts[at]! + modalities[at]!);
        return { ...moment, score, isNear: moment.isNear && score < 0.5 };
      }),
      ...rest,
    ];
  }

  /** By moment, log-odds. */
  #nearness(moments: readonly FoundMoment[]): number[] {
    const vectors = moments.map((moment) => this.#vectorOf(moment));
    const query = this.#movedQuery(vectors.slice(0, firstFound).filter((vector) => vector !== null));
    if (!query) return moments.map(() => 0);
    const nearness = vectors.map((vector) => (vector ? cosine(vector, query) : null));
    const known = nearness.filter((value) => value !== null);
    const mean = meanNumber(known);
    const deviation = Math.sqrt(meanNumber(known.map((value) => (value - mean) ** 2)));
    return nearness.map((value) => {
      if (value === null || deviation < 1e-6) return 0;
      const deviations = (value - mean) / deviation;
      return nearnessOdds * Math.max(-mostDeviations, Math.min(mostDeviations, deviations));
    });
  }

  #movedQuery(first: readonly Float32Array[]): Float32Array | null {
    const liked = this.#more.flatMap((moment) => this.#vectorOf(moment) ?? []);
    const disliked = this.#less.flatMap((moment) => this.#vectorOf(moment) ?? []);
    if (first.length === 0 || liked.length + disliked.length === 0) return null;
    const terms: [Float32Array, number][] = [[meanOf(first), keptShare]];
    if (liked.length > 0) terms.push([meanOf(liked), likedShare]);
    if (disliked.length > 0) terms.push([meanOf(disliked), -dislikedShare]);
    return weightedMean(
      terms.map(([vector]) => vector),
      terms.map(([, weight]) => weight),
    );
  }

  /** A modality that answers what is liked, and not what is disliked, counts for more in the others too. */
  #modalityShifts(found: readonly FoundMoment[], moments: readonly FoundMoment[]): number[] {
    const strengths = found.map(strengthsOf);
    const of = (keys: readonly MomentKey[]): readonly Strengths[] =>
      strengths.filter((_, at) => keys.some((key) => isSame(found[at]!, key)));
    const [liked, disliked] = [of(this.#more), of(this.#less)];
    const shift = (modality: keyof Strengths): number => {
      const usual = meanNumber(strengths.map((one) => one[modality]));
      const mean = (group: readonly Strengths[]): number =>
        group.length > 0 ? meanNumber(group.map((one) => one[modality])) : usual;
      return mean(liked) - mean(disliked);
    };
    const [picture, dialogue] = [shift('picture'), shift('dialogue')];
    return moments.map((moment) => {
      const own = strengthsOf(moment);
      return modalityOdds * (picture * (own.picture - 0.5) + dialogue * (own.dialogue - 0.5));
    });
  }

  /** The mean of a moment's pictures; null when they are not described. */
  #vectorOf({ videoId, ...moment }: MomentKey): Float32Array | null {
    if (!this.#index) return null;
    const { frames, coverage } = this.#index.picturesOf(videoId);
    const [from, to] = framesIn(coverage, moment);
    const vectors = frames.vectors.vectors(from, to);
    const weights = vectors.map((_, at) => overlapOf(coverage[from + at]!, moment));
    return vectors.length > 0 ? weightedMean(vectors, weights) : null;
  }
}

/** How strongly each modality answers a moment, 0..1. */
interface Strengths {
  readonly picture: number;
  readonly dialogue: number;
}

function strengthsOf({ pictures, lines }: FoundMoment): Strengths {
  return {
    picture: Math.max(0, ...pictures.map(({ confidence }) => confidence)),
    dialogue: Math.max(0, ...lines.map(({ score }) => score)),
  };
}

function isSame(moment: FoundMoment, other: MomentKey): boolean {
  return moment.videoId === other.videoId && intervalIou(moment, other) > sameMoment;
}

function shifted(score: number, logOdds: number): number {
  const kept = Math.min(odds.most, Math.max(odds.least, score));
  return 1 / (1 + Math.exp(-(Math.log(kept / (1 - kept)) + logOdds)));
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  return weightedMean(
    vectors,
    vectors.map(() => 1),
  );
}

function meanNumber(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
