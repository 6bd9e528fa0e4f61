/** Something that a question could be answered by, at one time of a film. */
export interface Candidate {
  /** Seconds. */
  readonly time: number;
  /** How much it has to do with the question, 0..1. */
  readonly relevance: number;
  /** What it looks like; left out where only time tells candidates apart. */
  readonly vector?: Float32Array;
}

/** Seconds: time is divided as in TCR. */
export const binLength = 0.5;
/** What a stretch counts that has nothing to do with the question: what is left of the budget goes over the whole film. */
const idleWeight = 0.02;
/** A candidate stands for what lies near it, less with every so many seconds; between these, by the film's length. */
const reach = { least: 0.75, most: 20 };
/** A neighbour that looks wholly different is stood for by this share of one that looks the same. */
const otherLook = 0.35;

/**
 * Chooses at most `budget` of a film's frames or lines for a question: the relevant ones, different from each other, over all
 * the film. Time is divided into half seconds; a bin weighs as much as the most relevant candidate in it, and a set of
 * candidates is worth the sum over bins of weight times how well its best member stands for the bin (near in time, like in
 * looks). That is a facility location: monotone and submodular. The greedy choice, which is made here lazily (a gain never grows
 * as the set does), is worth at least 1 - 1/e, 63 %, of the best set of that size (Nemhauser, Wolsey and Fisher, 1978).
 * @param duration of the film, in seconds
 * @returns places in `candidates`, ascending
 */
export function selectEvidence(candidates: readonly Candidate[], budget: number, duration: number): number[] {
  if (candidates.length <= budget) return candidates.map((_, place) => place);
  const last = candidates.reduce((latest, { time }) => Math.max(latest, time), duration);
  const bins = Math.floor(last / binLength) + 1;
  const binOf = (time: number): number => Math.min(bins - 1, Math.max(0, Math.floor(time / binLength)));
  const weights = new Float64Array(bins).fill(idleWeight);
  const holder = new Int32Array(bins).fill(-1);
  candidates.forEach(({ time, relevance }, place) => {
    const bin = binOf(time);
    const weight = idleWeight + relevance ** 2;
    if (holder[bin] === -1 || weight > weights[bin]!) {
      weights[bin] = weight;
      holder[bin] = place;
    }
  });
  const length = Math.min(reach.most, Math.max(reach.least, last / budget / 2));
  const standing = new Float64Array(bins);
  const covers = candidates.map((candidate) => coverOf(candidate));

  function coverOf({ time, vector }: Candidate): { from: number; shares: Float32Array } {
    const from = binOf(time - 3 * length);
    const to = binOf(time + 3 * length);
    const shares = new Float32Array(to - from + 1);
    for (let bin = from; bin <= to; bin++) {
      const near = Math.exp(-Math.abs((bin + 0.5) * binLength - time) / length);
      const other = holder[bin]! >= 0 ? candidates[holder[bin]!]!.vector : undefined;
      const like = vector && other ? Math.max(0, cosine(vector, other)) : 1;
      shares[bin - from] = near * (otherLook + (1 - otherLook) * like);
    }
    return { from, shares };
  }

  function gainOf(place: number): number {
    const { from, shares } = covers[place]!;
    let gain = 0;
    for (let at = 0; at < shares.length; at++) {
      gain += weights[from + at]! * Math.max(0, shares[at]! - standing[from + at]!);
    }
    return gain;
  }

  const queue = candidates.map((_, place) => ({ place, gain: gainOf(place), round: 0 }));
  queue.sort((a, b) => b.gain - a.gain);
  const chosen: number[] = [];
  while (chosen.length < budget && queue.length > 0) {
    const best = queue.shift()!;
    if (best.round === chosen.length) {
      chosen.push(best.place);
      const { from, shares } = covers[best.place]!;
      shares.forEach((share, at) => {
        standing[from + at] = Math.max(standing[from + at]!, share);
      });
    } else {
      // What it was worth before is a bound: it goes back to where it belongs now.
      const again = { place: best.place, gain: gainOf(best.place), round: chosen.length };
      queue.splice(placeFor(queue, again.gain), 0, again);
    }
  }
  return chosen.toSorted((a, b) => a - b);
}

/** Where in a list with falling gains one belongs. */
function placeFor(queue: readonly { readonly gain: number }[], gain: number): number {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (queue[middle]!.gain >= gain) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cosine(a: Float32Array, b: Float32Array): number {
  if (a === b) return 1;
  let [product, ofA, ofB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    product += a[at]! * b[at]!;
    ofA += a[at]! ** 2;
    ofB += b[at]! ** 2;
  }
  return ofA > 0 && ofB > 0 ? product / Math.sqrt(ofA * ofB) : 0;
}
