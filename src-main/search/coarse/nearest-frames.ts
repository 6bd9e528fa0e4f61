import type { FrameCodes } from '../../store/frame-code.ts';
import { dot } from '../../domain/vector.ts';
import type { Pacer } from '../pacer.ts';
import { CodeQuery } from './code-query.ts';

/** A film whose frames codes stand for. */
export interface CodedFilm {
  readonly videoId: number;
  readonly codes: FrameCodes;
}

/** A frame that was compared with a vector. */
export interface ComparedFrame {
  readonly videoId: number;
  /** Seconds. */
  readonly time: number;
  readonly cosine: number;
}

/** What is nearest to a direction among the frames of many films. */
export interface NearestFrames {
  /** The nearest first. */
  readonly frames: readonly ComparedFrame[];
  /** The cosine that no other frame exceeds, as far as codes tell. */
  readonly beyond: number;
}

/** So many frames by their codes are compared exactly; README.md tells why. */
export const mostCompared = 1000;

interface Candidate {
  readonly film: CodedFilm;
  readonly frame: number;
  readonly estimate: number;
}

/**
 * The frames nearest to a vector: by their codes first, then the best of these exactly.
 * @param exact the vector of a film's frame; null when it has gone meanwhile
 */
export async function nearestFrames(
  vector: Float32Array,
  films: readonly CodedFilm[],
  exact: (videoId: number, time: number) => Float32Array | null,
  pacer: Pacer,
): Promise<NearestFrames> {
  const query = new CodeQuery(vector);
  let candidates: Candidate[] = [];
  let least = -Infinity;
  const keepBest = (): void => {
    if (candidates.length <= mostCompared) return;
    candidates = candidates.toSorted((a, b) => b.estimate - a.estimate).slice(0, mostCompared);
    least = candidates.at(-1)!.estimate;
  };
  for (const film of films) {
    const products = query.products(film.codes);
    for (let frame = 0; frame < products.length; frame++) {
      const estimate = products[frame]!;
      if (estimate > least) candidates.push({ film, frame, estimate });
    }
    if (candidates.length > 2 * mostCompared) keepBest();
    await pacer.breathe();
  }
  keepBest();
  // What is kept of frames has length 1.
  const length = Math.sqrt(dot(vector, vector));
  const frames: ComparedFrame[] = [];
  for (const { film, frame } of candidates) {
    const { videoId, codes } = film;
    const time = codes.times[frame]!;
    const found = exact(videoId, time);
    if (found) frames.push({ videoId, time, cosine: dot(vector, found) / length });
    await pacer.breathe();
  }
  return { frames: frames.toSorted((a, b) => b.cosine - a.cosine), beyond: Math.max(-1, least) };
}

/** The cosine of each film's nearest frame; films with none are left out. */
export function bestByFilm({ frames }: NearestFrames): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  for (const { videoId, cosine: value } of frames) {
    if (value > (best.get(videoId) ?? -Infinity)) best.set(videoId, value);
  }
  return best;
}
