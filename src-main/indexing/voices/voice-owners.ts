import type { Exemplar } from './exemplars.ts';
import type { FaceLabel, HeardUtterance } from './heard-utterance.ts';
import { fitted } from './voice-distance.ts';
import type { VoiceGaussian } from './voice-gaussian.ts';
import { strange, voiceLoss, voiceModel } from './voice-model.ts';
import { totalVoice, type VoiceSum } from './voice-sum.ts';

/** A voice that was told apart by its sound alone. */
export interface HeardVoice {
  readonly number: number;
  readonly voice: VoiceSum;
  /** Whose it is, as far as is seen, told or known from elsewhere; null for nobody's. */
  readonly owner: FaceLabel | null;
}

/** Of the frames of a voice whose speaker is seen, so many must be one person's. */
const leastShare = 0.7;

/** The voices of speech without words, with whose they are by the lines whose speakers are seen or told. */
export function heardVoices(
  utterances: readonly HeardUtterance[],
  exemplars: readonly Exemplar[],
  known: ReadonlyMap<FaceLabel, VoiceSum>,
  pool: VoiceGaussian,
): HeardVoice[] {
  const seen = new Map(exemplars.map(({ index, label }) => [index, label]));
  const lines = Map.groupBy(utterances.keys(), (index) => utterances[index]!.voiceNumber);
  return [...lines].flatMap(([number, own]) => {
    if (number === null) return [];
    const voice = totalVoice(own.map((index) => utterances[index]!.voice));
    if (voice.count === 0) return [];
    const frames = new Map<FaceLabel, number>();
    for (const index of own) {
      const label = utterances[index]!.told ?? seen.get(index);
      if (label) frames.set(label, (frames.get(label) ?? 0) + utterances[index]!.voice.count);
    }
    const [most] = [...frames].toSorted(([, a], [, b]) => b - a);
    const sum = [...frames.values()].reduce((all, count) => all + count, 0);
    const isSure = most !== undefined && most[1] >= leastShare * sum;
    return [{ number, voice, owner: isSure ? most[0] : closestKnown(voice, known, pool) }];
  });
}

function closestKnown(
  voice: VoiceSum,
  known: ReadonlyMap<FaceLabel, VoiceSum>,
  pool: VoiceGaussian,
): FaceLabel | null {
  const heard = fitted(voice, pool);
  let least = strange;
  let closest: FaceLabel | null = null;
  for (const [label, other] of known) {
    const loss = voiceLoss(heard, voiceModel(other, pool));
    if (loss >= least) continue;
    least = loss;
    closest = label;
  }
  return closest;
}
