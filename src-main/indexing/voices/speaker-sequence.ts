/** What speaks for each speaker of one utterance, in nats; and when it is. */
export interface Turn {
  readonly start: number;
  readonly end: number;
  /** One value a speaker. */
  readonly evidence: readonly number[];
}

export interface TurnSpeaker {
  /** The speaker's place. */
  readonly speaker: number;
  /** Probability of each speaker, 0..1, with all turns before and after in view. */
  readonly posterior: readonly number[];
}

/** How often the same person goes on within a scene. */
const goesOn = 0.35;
/** Turns farther apart than this, in seconds, say nothing of each other. */
const sceneGap = 8;
/** Seconds before and after a turn whose speakers are likely to speak in it. */
const sceneReach = 45;
/** Turns of everybody that a scene's cast is mixed with. */
const castWeight = 3;

/**
 * The likeliest sequence of speakers (Viterbi), and how likely each speaker of each turn is (forward and backward): by
 * the evidence of each turn, by who speaks after whom, and by who speaks in the scene.
 */
export function speakerSequence(turns: readonly Turn[], speakers: number): TurnSpeaker[] {
  if (turns.length === 0 || speakers === 0) return [];
  const even = turns.map(() => new Float64Array(speakers).fill(Math.log(1 / speakers)));
  const first = posteriors(turns, even);
  const prior = scenePriors(turns, first);
  const path = viterbi(turns, prior);
  return posteriors(turns, prior).map((posterior, index) => ({
    speaker: path[index]!,
    posterior: [...posterior],
  }));
}

/** Who is to be expected in each turn, by who speaks around it; logarithms. */
function scenePriors(turns: readonly Turn[], posterior: readonly Float64Array[]): Float64Array[] {
  const speakers = posterior[0]!.length;
  const cast = new Float64Array(speakers);
  for (const turn of posterior) turn.forEach((value, speaker) => (cast[speaker]! += value / turns.length));
  let from = 0;
  return turns.map(({ start, end }, index) => {
    while (turns[from]!.end < start - sceneReach) from++;
    const weights = cast.map((value) => castWeight * value + 0.02);
    for (let at = from; at < turns.length && turns[at]!.start <= end + sceneReach; at++) {
      if (at !== index) posterior[at]!.forEach((value, speaker) => (weights[speaker]! += value));
    }
    const sum = weights.reduce((total, value) => total + value, 0);
    return weights.map((value) => Math.log(value / sum));
  });
}

/** The logarithm of the probability that `to` speaks after `from`. */
function step(turns: readonly Turn[], index: number, prior: Float64Array, from: number, to: number): number {
  const isSceneOver = turns[index]!.start - turns[index - 1]!.end > sceneGap;
  if (isSceneOver) return prior[to]!;
  if (from === to) return Math.log(goesOn);
  const others = Math.max(1e-6, 1 - Math.exp(prior[from]!));
  return Math.log(1 - goesOn) + prior[to]! - Math.log(others);
}

function viterbi(turns: readonly Turn[], prior: readonly Float64Array[]): number[] {
  const speakers = prior[0]!.length;
  let best = prior[0]!.map((value, speaker) => value + turns[0]!.evidence[speaker]!);
  const back: Int32Array[] = [];
  for (let index = 1; index < turns.length; index++) {
    const next = new Float64Array(speakers);
    const came = new Int32Array(speakers);
    for (let to = 0; to < speakers; to++) {
      let top = -Infinity;
      for (let from = 0; from < speakers; from++) {
        const value = best[from]! + step(turns, index, prior[index]!, from, to);
        if (value <= top) continue;
        top = value;
        came[to] = from;
      }
      next[to] = top + turns[index]!.evidence[to]!;
    }
    back.push(came);
    best = next;
  }
  const path = [best.indexOf(Math.max(...best))];
  for (const came of back.toReversed()) path.unshift(came[path[0]!]!);
  return path;
}

function posteriors(turns: readonly Turn[], prior: readonly Float64Array[]): Float64Array[] {
  const speakers = prior[0]!.length;
  const forward = [prior[0]!.map((value, speaker) => value + turns[0]!.evidence[speaker]!)];
  for (let index = 1; index < turns.length; index++) {
    const before = forward[index - 1]!;
    forward.push(
      Float64Array.from(
        { length: speakers },
        (_, to) =>
          turns[index]!.evidence[to]! +
          logSum(before.map((value, from) => value + step(turns, index, prior[index]!, from, to))),
      ),
    );
  }
  const backward = turns.map(() => new Float64Array(speakers));
  for (let index = turns.length - 2; index >= 0; index--) {
    const after = backward[index + 1]!;
    const { evidence } = turns[index + 1]!;
    for (let from = 0; from < speakers; from++) {
      backward[index]![from] = logSum(
        after.map((value, to) => value + evidence[to]! + step(turns, index + 1, prior[index + 1]!, from, to)),
      );
    }
  }
  return forward.map((values, index) => {
    const joint = values.map((value, speaker) => value + backward[index]![speaker]!);
    const total = logSum(joint);
    return joint.map((value) => Math.exp(value - total));
  });
}

function logSum(values: Float64Array): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
