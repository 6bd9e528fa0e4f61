import { overlapOf, type Interval } from '../../domain/interval.ts';
import type { TrackEmbedding } from '../../store/face-table.ts';

/** Some face tracks that are taken for one person's. */
export interface FaceNode {
  readonly trackIds: readonly number[];
  /** Sum of the tracks' embeddings, weighted by their quality. */
  readonly sum: Float32Array;
  /** Sum of the weights. */
  readonly weight: number;
  /** Sum of the weights' squares. */
  readonly squares: number;
  /** The mean cosine between two different tracks, weighted by quality; null for a single track. */
  readonly cohesion: number | null;
  /** When they are on screen, by film, sorted. */
  readonly seen: ReadonlyMap<number, readonly Interval[]>;
  /** What the user decided about them. */
  readonly marks: FaceMarks;
}

/** What the user's decisions say of some faces. */
export interface FaceMarks {
  /** On which sides of which splits they are. */
  readonly sides: ReadonlyMap<number, number>;
  /** Whom the user says they show. */
  readonly person: number | null;
  /** Whom the user says they do not show. */
  readonly not: ReadonlySet<number>;
  readonly ignored: boolean;
}

export const noMarks: FaceMarks = { sides: new Map(), person: null, not: new Set(), ignored: false };

export function isMarked({ marks }: FaceNode): boolean {
  return marks !== noMarks;
}

/** Nobody is in two places: tracks that share more time than this cannot show the same person. */
export const maxSharedSeconds = 0.3;
/** A face of which hardly anything was seen still weighs something. */
const leastWeight = 0.02;

export interface WeighedTrack extends TrackEmbedding {
  /** How far the embedding can be trusted, 0..1. */
  readonly quality: number;
}

export function nodeOf(
  { trackId, videoId, start, end, quality, embedding }: WeighedTrack,
  marks = noMarks,
): FaceNode {
  const weight = Math.max(leastWeight, quality);
  return {
    trackIds: [trackId],
    sum: embedding.map((value) => value * weight),
    weight,
    squares: weight * weight,
    cohesion: null,
    seen: new Map([[videoId, [{ start, end }]]]),
    marks,
  };
}

/** The mean cosine between the tracks of two nodes, weighted by quality: the average linkage. */
export function linkage(a: FaceNode, b: FaceNode): number {
  return longDot(a.sum, b.sum) / (a.weight * b.weight);
}

/** How alike the tracks of a node are, see {@link FaceNode.cohesion}; of embeddings of length 1. */
export function cohesionOf(sum: Float32Array, weight: number, squares: number): number {
  return (longDot(sum, sum) - squares) / (weight * weight - squares);
}

/** Two nodes as one. */
export function joined(a: FaceNode, b: FaceNode): FaceNode {
  const sum = new Float32Array(a.sum.length);
  for (let i = 0; i < sum.length; i++) sum[i] = a.sum[i]! + b.sum[i]!;
  const seen = new Map(a.seen);
  for (const [videoId, intervals] of b.seen) {
    const own = seen.get(videoId);
    seen.set(videoId, own ? [...own, ...intervals].sort((x, y) => x.start - y.start) : intervals);
  }
  const weight = a.weight + b.weight;
  const squares = a.squares + b.squares;
  return {
    trackIds: [...a.trackIds, ...b.trackIds],
    sum,
    weight,
    squares,
    cohesion: cohesionOf(sum, weight, squares),
    seen,
    marks: joinedMarks(a.marks, b.marks),
  };
}

/** Whether two nodes may show one person, whatever they look like. */
export function mayJoin(a: FaceNode, b: FaceNode): boolean {
  return marksAgree(a.marks, b.marks) && !areTogether(a, b);
}

/** Whether some track of one is on screen at the same time as some track of the other. */
export function areTogether(a: FaceNode, b: FaceNode): boolean {
  const [few, many] = a.seen.size < b.seen.size ? [a, b] : [b, a];
  for (const [videoId, intervals] of few.seen) {
    const others = many.seen.get(videoId);
    if (others && overlaps(intervals, others)) return true;
  }
  return false;
}

/** Whether two sorted lists have intervals that share more than {@link maxSharedSeconds}. */
function overlaps(a: readonly Interval[], b: readonly Interval[]): boolean {
  let from = 0;
  for (const interval of a) {
    while (from < b.length && b[from]!.end <= interval.start) from++;
    for (let i = from; i < b.length && b[i]!.start < interval.end; i++) {
      if (overlapOf(interval, b[i]!) > maxSharedSeconds) return true;
    }
  }
  return false;
}

export function marksAgree(a: FaceMarks, b: FaceMarks): boolean {
  if ((a.ignored && b.person !== null) || (b.ignored && a.person !== null)) return false;
  if (a.person !== null && b.person !== null && a.person !== b.person) return false;
  if ((a.person !== null && b.not.has(a.person)) || (b.person !== null && a.not.has(b.person))) return false;
  for (const [split, side] of a.sides) {
    const other = b.sides.get(split);
    if (other !== undefined && other !== side) return false;
  }
  return true;
}

export function joinedMarks(a: FaceMarks, b: FaceMarks): FaceMarks {
  if (a === noMarks) return b;
  if (b === noMarks) return a;
  return {
    sides: new Map([...a.sides, ...b.sides]),
    person: a.person ?? b.person,
    not: new Set([...a.not, ...b.not]),
    ignored: a.ignored || b.ignored,
  };
}

/** As `dot`, with four sums side by side: three times as fast on long vectors. */
export function longDot(a: Float32Array, b: Float32Array): number {
  let s = 0;
  let t = 0;
  let u = 0;
  let v = 0;
  const length = a.length;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    s += a[i]! * b[i]!;
    t += a[i + 1]! * b[i + 1]!;
    u += a[i + 2]! * b[i + 2]!;
    v += a[i + 3]! * b[i + 3]!;
  }
  for (; i < length; i++) s += a[i]! * b[i]!;
  return s + t + (u + v);
}
