import { addVoices, type VoiceSum } from './voice-sum.ts';
import { clusterDistance, fitted, voiceDistance, type FittedVoice, type Likeness } from './voice-distance.ts';
import type { VoiceGaussian } from './voice-gaussian.ts';

/** Some utterances of one voice. */
export interface VoiceCluster {
  /** Places of the utterances that were given. */
  readonly members: readonly number[];
  readonly voice: VoiceSum;
}

/** More utterances than this are not compared pair by pair; the longest are. */
const mostCompared = 250;
/** A voice that nobody knows is one that says more than one line, or says it for so many frames. */
const leastLines = 2;
const leastFrames = 75;

/** Clusters utterances by voice. Those that join no others are left out when they are short. */
export function clusterVoices(voices: readonly VoiceSum[], pool: VoiceGaussian): VoiceCluster[] {
  return joinVoices(voices, pool, { furthest: clusterDistance, penalty: 0 }).filter(
    ({ members, voice }) => members.length >= leastLines || voice.count >= leastFrames,
  );
}

/**
 * Clusters pieces of speech: the two most alike are joined until none are alike enough, as by the Bayesian information
 * criterion (Chen and Gopalakrishnan 1998), with voices drawn towards the pool. Of very many pieces the shortest are in no
 * cluster.
 */
export function joinVoices(
  voices: readonly VoiceSum[],
  pool: VoiceGaussian,
  likeness: Likeness,
): VoiceCluster[] {
  const places = voices
    .map((_, place) => place)
    .toSorted((a, b) => voices[b]!.count - voices[a]!.count)
    .slice(0, mostCompared);
  const nodes: ({ members: number[]; node: FittedVoice } | null)[] = places.map((place) => ({
    members: [place],
    node: fitted(voices[place]!, pool),
  }));
  const distances = nodes.map((a, i) =>
    nodes.map((b, j) => (j < i ? voiceDistance(a!.node, b!.node, pool, likeness) : Infinity)),
  );
  const distance = (i: number, j: number): number => (i > j ? distances[i]![j]! : distances[j]![i]!);
  for (;;) {
    let best = likeness.furthest;
    let pair: readonly [number, number] | null = null;
    for (let i = 0; i < nodes.length; i++) {
      if (!nodes[i]) continue;
      for (let j = 0; j < i; j++) {
        if (!nodes[j] || distance(i, j) >= best) continue;
        best = distance(i, j);
        pair = [j, i];
      }
    }
    if (!pair) break;
    const [into, from] = pair;
    const [a, b] = [nodes[into]!, nodes[from]!];
    nodes[from] = null;
    nodes[into] = {
      members: [...a.members, ...b.members],
      node: fitted(addVoices(a.node.voice, b.node.voice), pool),
    };
    for (let k = 0; k < nodes.length; k++) {
      if (!nodes[k] || k === into) continue;
      const value = voiceDistance(nodes[into].node, nodes[k]!.node, pool, likeness);
      if (into > k) distances[into]![k] = value;
      else distances[k]![into] = value;
    }
  }
  return nodes
    .filter((node) => node !== null)
    .map(({ members, node }) => ({ members: members.toSorted((a, b) => a - b), voice: node.voice }))
    .toSorted((a, b) => a.members[0]! - b.members[0]!);
}
