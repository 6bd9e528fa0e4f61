import type { FrameCodes } from '../../store/frame-code.ts';
import type { FramesAtTimes } from '../../store/frame-table.ts';
import { dot } from '../../domain/vector.ts';
import type { Pacer } from '../pacer.ts';
import { CodeQuery } from './code-query.ts';
import { Shortlist } from './shortlist.ts';

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

/** So many frames by their codes are compared exactly, of a million or fewer; README.md tells why. */
export const mostCompared = 1000;
const million = 1_000_000;

/** How many of so many frames are compared exactly: among more of them more are mistaken for the nearest. */
export function comparedAmong(frames: number): number {
  return Math.round(mostCompared * Math.sqrt(Math.max(1, frames / million)));
}

/** Frames of one film, of the model whose codes were looked at. */
export type FramesOfFilm = Omit<FramesAtTimes, 'model'>;

/** So many frames are read in one go. */
const readAtOnce = 250;

/**
 * The frames nearest to a vector: by their codes first, then the best of these exactly.
 * @param exact the vector's products with some films' frames, in their order; null for a frame that has gone meanwhile
 */
export async function nearestFrames(
  vector: Float32Array,
  films: readonly CodedFilm[],
  exact: (wanted: readonly FramesOfFilm[]) => readonly (number | null)[],
  pacer: Pacer,
): Promise<NearestFrames> {
  const shortlist = await shortlistOf(vector, films, pacer);
  // What is kept of frames has length 1.
  const length = Math.sqrt(dot(vector, vector));
  const frames: ComparedFrame[] = [];
  for (const wanted of inReads(shortlist, films)) {
    const products = exact(wanted);
    let at = 0;
    for (const { videoId, times } of wanted) {
      for (const time of times) {
        const product = products[at++]!;
        if (product !== null) frames.push({ videoId, time, cosine: product / length });
      }
    }
    await pacer.breathe();
  }
  return { frames: frames.toSorted((a, b) => b.cosine - a.cosine), beyond: shortlist.beyond };
}

/** The frames that come nearest by their codes; all of them without a look at codes where there are few. */
async function shortlistOf(
  vector: Float32Array,
  films: readonly CodedFilm[],
  pacer: Pacer,
): Promise<Shortlist> {
  const all = films.reduce((sum, { codes }) => sum + codes.times.length, 0);
  const shortlist = new Shortlist(comparedAmong(all));
  if (all <= mostCompared) {
    for (const [film, { codes }] of films.entries()) {
      for (let frame = 0; frame < codes.times.length; frame++) shortlist.add(film, frame, 1);
    }
    return shortlist;
  }
  const query = new CodeQuery(vector);
  for (const [film, { codes }] of films.entries()) {
    query.above(codes, shortlist.least, (frame, product) => shortlist.add(film, frame, product));
    await pacer.breathe();
  }
  return shortlist;
}

/** Frames by their films, as many at once as are read in one go; those of one film together. */
function* inReads(shortlist: Shortlist, films: readonly CodedFilm[]): Generator<FramesOfFilm[]> {
  let wanted: FramesOfFilm[] = [];
  let count = 0;
  for (const [film, frames] of shortlist.byFilm()) {
    const { videoId, codes } = films[film]!;
    wanted.push({ videoId, times: frames.map((frame) => codes.times[frame]!), all: codes.times.length });
    count += frames.length;
    if (count < readAtOnce) continue;
    yield wanted;
    wanted = [];
    count = 0;
  }
  if (count > 0) yield wanted;
}

/** The cosine of each film's nearest frame; films with none are left out. */
export function bestByFilm({ frames }: NearestFrames): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  for (const { videoId, cosine: value } of frames) {
    if (value > (best.get(videoId) ?? -Infinity)) best.set(videoId, value);
  }
  return best;
}
