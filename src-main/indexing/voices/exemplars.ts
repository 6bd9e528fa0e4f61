import type { FaceLabel, HeardUtterance, SeenMouth } from './heard-utterance.ts';
import { fitted, voiceDistance, type FittedVoice } from './voice-distance.ts';
import type { VoiceGaussian } from './voice-gaussian.ts';

/** An utterance that is surely somebody's, since they are seen to speak. */
export interface Exemplar {
  /** The utterance's place in the list. */
  readonly index: number;
  readonly label: FaceLabel;
}

/** How many utterances are left after each step ("Look, Listen and Recognise", table 6.2). */
export interface ExemplarYield {
  readonly utterances: number;
  readonly oneSpeaker: number;
  readonly named: number;
  readonly filtered: number;
}

export interface FoundExemplars {
  readonly exemplars: readonly Exemplar[];
  readonly yield: ExemplarYield;
}

/** The least movement of a mouth that speaks. */
const speaking = 0.004;
/** Other mouths must move less than this, and than this share of the speaker's. */
const still = 0.008;
const stillShare = 0.4;
/** A mouth that moves less than this is not the one that is heard. */
const shut = 0.0025;
/** A mouth that moves with the sound moves so much more than in silence. */
const overSilence = 2.5;
/** From this certainty of a model of active speakers on a face speaks, and below this one it does not. */
const seenSpeaking = 0.5;
const seenSilent = 0.2;
const sureIdentity = 0.8;
/** Voiced frames that a voice can be compared by. */
const leastFrames = 15;
const neighbours = 5;
/** Of so many with near means the neighbours are chosen. */
const nearestLooked = 30;

/**
 * The utterances of which it is known who speaks them ("Look, Listen and Recognise", section 6.1.2): exactly one visible
 * mouth moves with the sound, its face is surely somebody's, nothing but the voice is heard, and the five utterances
 * that sound most alike are the same person's. Of somebody with fewer than five all are kept.
 */
export function findExemplars(utterances: readonly HeardUtterance[], pool: VoiceGaussian): FoundExemplars {
  const candidates: (Exemplar & { readonly voice: FittedVoice })[] = [];
  let oneSpeaker = 0;
  utterances.forEach(({ voice, mouths, isClean }, index) => {
    const speaker = isClean ? onlySpeaker(mouths) : null;
    if (!speaker || voice.count < leastFrames) return;
    oneSpeaker++;
    if (speaker.label === null || speaker.certainty < sureIdentity) return;
    candidates.push({ index, label: speaker.label, voice: fitted(voice, pool) });
  });
  const counts = new Map<FaceLabel, number>();
  for (const { label } of candidates) counts.set(label, (counts.get(label) ?? 0) + 1);
  const kept = candidates.filter((candidate) => {
    const own = counts.get(candidate.label)!;
    if (own < neighbours) return true;
    return nearestByMean(candidate, candidates, pool)
      .map((other) => ({ other, distance: voiceDistance(candidate.voice, other.voice, pool) }))
      .toSorted((a, b) => a.distance - b.distance)
      .slice(0, Math.min(neighbours, own - 1))
      .every(({ other }) => other.label === candidate.label);
  });
  return {
    exemplars: kept.map(({ index, label }) => ({ index, label })),
    yield: {
      utterances: utterances.length,
      oneSpeaker,
      named: candidates.length,
      filtered: kept.length,
    },
  };
}

/**
 * The others whose means are nearest, in standard deviations of the pool; only these are looked at closely. All of them
 * where a speaker embedder has described the candidate: its distances are told at once.
 */
function nearestByMean<T extends { readonly voice: FittedVoice }>(
  candidate: T,
  candidates: readonly T[],
  { mean, covariance }: VoiceGaussian,
): T[] {
  const { sum, count, learned } = candidate.voice.voice;
  const apart = ({ voice: { voice } }: T): number => {
    let square = 0;
    for (let i = 0; i < mean.length; i++) {
      square += (sum[i]! / count - voice.sum[i]! / voice.count) ** 2 / covariance[i * mean.length + i]!;
    }
    return square;
  };
  const others = candidates.filter((other) => other !== candidate);
  if (learned) return others;
  return others
    .map((other) => ({ other, distance: apart(other) }))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, nearestLooked)
    .map(({ other }) => other);
}

/** The one face that speaks while all others are still; null when there is none, or more than one. */
export function onlySpeaker(mouths: readonly SeenMouth[]): SeenMouth | null {
  const [most, ...others] = mouths.toSorted(
    (a, b) => (b.speaking ?? 0) - (a.speaking ?? 0) || b.movement - a.movement,
  );
  if (!most || !isSpeaking(most)) return null;
  return others.every((other) => isStillBeside(other, most)) ? most : null;
}

function isStillBeside(mouth: SeenMouth, speaker: SeenMouth): boolean {
  if (mouth.speaking !== null) return mouth.speaking < seenSilent;
  const bound = speaker.speaking === null ? Math.min(still, speaker.movement * stillShare) : still;
  return mouth.movement < bound;
}

/** What a model of active speakers says where one has seen the face; else its mouth has to move, and more than in silence. */
export function isSpeaking({ movement, restlessness, speaking: seen }: SeenMouth): boolean {
  if (seen !== null) return seen >= seenSpeaking;
  return movement >= speaking && (restlessness === null || movement >= restlessness * overSilence);
}

export function isStill({ movement, speaking: seen }: SeenMouth): boolean {
  return seen === null ? movement < shut : seen < seenSilent;
}
