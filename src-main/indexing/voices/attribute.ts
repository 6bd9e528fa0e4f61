import { findExemplars, isSpeaking, isStill, type Exemplar, type ExemplarYield } from './exemplars.ts';
import type { FaceLabel, HeardUtterance, SeenMouth } from './heard-utterance.ts';
import { speakerSequence } from './speaker-sequence.ts';
import { clusterVoices } from './voice-clusters.ts';
import { fitted } from './voice-distance.ts';
import { poolGaussian, type VoiceGaussian } from './voice-gaussian.ts';
import { strange, voiceLoss, voiceModel, type VoiceModel } from './voice-model.ts';
import { heardVoices } from './voice-owners.ts';
import { addVoices, emptyVoice, totalVoice, type VoiceSum } from './voice-sum.ts';

/** Whom an utterance is given to. */
export interface Attribution {
  /** A face's label, the number of a voice that has no face, or null: nobody that is known, and nobody who speaks twice. */
  readonly speaker: FaceLabel | number | null;
  /** Probability 0..1. */
  readonly confidence: number;
  readonly evidence: 'user' | 'mouth' | 'voice';
  /** A second mouth that speaks at the same time. */
  readonly second: FaceLabel | null;
}

export interface FilmSpeakers {
  /** One for each utterance. */
  readonly attributions: readonly Attribution[];
  readonly exemplars: readonly Exemplar[];
  readonly yield: ExemplarYield;
  /** What each speaker sounds like in this film: those with faces, and the voices without, by number from 0. */
  readonly voices: ReadonlyMap<FaceLabel | number, VoiceSum>;
}

/** What the frames of a voice are worth, since neighbouring ones tell the same, and how many count at most. */
const frameWeight = 0.15;
const mostFrames = 80;
/** What frames are worth in which somebody else is heard too. */
const mixedShare = 0.2;
/** What a mouth is worth, in nats: one that moves with the sound, one that is still, one of somebody else that moves. */
const movingMouth = 4;
const stillMouth = -3;
const otherMouth = -1.5;
/** What it is worth, in nats, that a line was heard in a speaker's voice where all speech was divided between voices. */
const heardWorth = 5;
/** Two speak together when one mouth moves by at least this share of the other. */
const togetherShare = 0.6;
/** What the user said, in nats. */
const toldWorth = 60;
/** Voiced frames from which an utterance can start a voice that nobody knows. */
const leastFrames = 20;
/** A voice's lines are gathered once more with what was learned from the first time. */
const rounds = 2;
/** Posterior from which a line teaches what its speaker sounds like. */
const teaching = 0.95;
/** Frames of a voice from other films count as no more than so many. */
const mostFramesAbroad = 400;

/**
 * Tells who says what in a film: voices are learned from the lines whose speakers are seen ({@link findExemplars}) or told,
 * voices without a face are gathered, and then all lines are given out in one sequence ({@link speakerSequence}).
 *
 * @param known what people sound like elsewhere
 */
export function attribute(
  utterances: readonly HeardUtterance[],
  known: ReadonlyMap<FaceLabel, VoiceSum> = new Map(),
): FilmSpeakers {
  const pool = poolGaussian(totalVoice(utterances.map(({ voice }) => voice)));
  if (!pool) return silentFilm(utterances);
  const { exemplars, yield: left } = findExemplars(utterances, pool);
  const voices = learnVoices(utterances, exemplars, known);
  const heard = heardVoices(utterances, exemplars, known, pool);
  const owners = new Map(heard.map(({ number, owner }) => [number, owner ?? number]));
  for (const [owner, own] of Map.groupBy(heard, ({ number, owner }) => owner ?? number)) {
    voices.set(owner, totalVoice(own.map(({ voice }) => voice)));
  }
  const models = [...voices.values()].map((voice) => voiceModel(voice, pool));
  const loose = [...utterances.keys()].filter((index) => isLoose(utterances[index]!, models, pool));
  clusterVoices(
    loose.map((index) => utterances[index]!.voice),
    pool,
  ).forEach(({ voice }, number) => voices.set(number, voice));
  let attributions: Attribution[] = [];
  let learned: ReadonlyMap<FaceLabel | number, VoiceSum> = voices;
  for (let round = 0; round < rounds; round++) {
    attributions = giveOut(utterances, learned, owners, pool);
    learned = learnAgain(utterances, attributions, voices);
  }
  return { attributions, exemplars, yield: left, voices: learned };
}

function learnVoices(
  utterances: readonly HeardUtterance[],
  exemplars: readonly Exemplar[],
  known: ReadonlyMap<FaceLabel, VoiceSum>,
): Map<FaceLabel | number, VoiceSum> {
  const voices = new Map<FaceLabel | number, VoiceSum>();
  const add = (label: FaceLabel, voice: VoiceSum, weight = 1): void => {
    voices.set(label, addVoices(voices.get(label) ?? emptyVoice(), voice, weight));
  };
  const told = new Set<number>();
  utterances.forEach(({ told: label, voice }, index) => {
    if (label === null) return;
    told.add(index);
    add(label, voice);
  });
  for (const { index, label } of exemplars) if (!told.has(index)) add(label, utterances[index]!.voice);
  for (const [label, voice] of known) add(label, voice, Math.min(1, mostFramesAbroad / voice.count));
  for (const [label, voice] of voices) if (voice.count === 0) voices.delete(label);
  return voices;
}

/** Whether an utterance sounds like nobody who is known. */
function isLoose(
  { voice, told, isMixed, voiceNumber }: HeardUtterance,
  models: readonly VoiceModel[],
  pool: VoiceGaussian,
): boolean {
  if (voice.count < leastFrames || told !== null || isMixed || voiceNumber !== null) return false;
  const line = fitted(voice, pool);
  return models.every((model) => voiceLoss(line, model) > strange);
}

function giveOut(
  utterances: readonly HeardUtterance[],
  voices: ReadonlyMap<FaceLabel | number, VoiceSum>,
  owners: ReadonlyMap<number, FaceLabel | number>,
  pool: VoiceGaussian,
): Attribution[] {
  // The last speaker is nobody who is known.
  const speakers: (FaceLabel | number | null)[] = [...voices.keys(), null];
  const models = [...voices.values()].map((voice) => voiceModel(voice, pool));
  const turns = utterances.map((utterance) => {
    const { start, end, voice, isMixed, voiceNumber } = utterance;
    const owner = voiceNumber === null ? undefined : owners.get(voiceNumber);
    const worth = (isMixed ? mixedShare : 1) * frameWeight * Math.min(mostFrames, voice.count);
    const line = voice.count > 0 ? fitted(voice, pool) : null;
    const evidence = speakers.map((speaker, place) => {
      const model = models[place];
      const loss = line && model ? voiceLoss(line, model) : strange;
      const heard = owner !== undefined && speaker === owner ? heardWorth : 0;
      return sightOf(speaker, utterance) + heard - worth * loss;
    });
    return { start, end, evidence };
  });
  return speakerSequence(turns, speakers.length).map(({ speaker: place, posterior }, index) => {
    const { told, mouths, isAlone } = utterances[index]!;
    const speaker = speakers[place]!;
    const own = mouths.find(({ label }) => label !== null && label === speaker);
    const second = own && isAlone ? mouths.find((mouth) => speaksWith(own, mouth)) : undefined;
    return {
      speaker,
      confidence: told !== null ? 1 : posterior[place]!,
      evidence: told !== null ? 'user' : own && isSpeaking(own) ? 'mouth' : 'voice',
      second: second?.label ?? null,
    };
  });
}

/** Whether a second mouth moves with the sound about as much as the speaker's. */
function speaksWith(own: SeenMouth, other: SeenMouth): boolean {
  if (other.label === null || other.label === own.label) return false;
  if (!isSpeaking(own) || !isSpeaking(other)) return false;
  return other.speaking !== null || other.movement >= own.movement * togetherShare;
}

/** What is seen for and against a speaker, and what the user said, in nats. */
function sightOf(speaker: FaceLabel | number | null, { mouths, told, refused }: HeardUtterance): number {
  if (told !== null) return told === speaker ? toldWorth : 0;
  if (refused?.some((label) => label === speaker)) return -toldWorth;
  const own = mouths.filter(({ label }) => label !== null && label === speaker);
  if (own.some(isSpeaking)) return movingMouth;
  if (own.length > 0 && own.every(isStill)) return stillMouth;
  return mouths.some((mouth) => mouth.label !== speaker && isSpeaking(mouth)) ? otherMouth : 0;
}

/** Voices with the lines that were surely theirs; those that nothing was given to are gone. */
function learnAgain(
  utterances: readonly HeardUtterance[],
  attributions: readonly Attribution[],
  before: ReadonlyMap<FaceLabel | number, VoiceSum>,
): Map<FaceLabel | number, VoiceSum> {
  const voices = new Map<FaceLabel | number, VoiceSum>();
  for (const [speaker, voice] of before) {
    const own = utterances.filter(({ isMixed }, index) => {
      const { speaker: given, confidence } = attributions[index]!;
      return given === speaker && confidence >= teaching && !isMixed;
    });
    if (own.length > 0) voices.set(speaker, totalVoice(own.map((utterance) => utterance.voice)));
    else if (typeof speaker !== 'number') voices.set(speaker, voice);
  }
  return voices;
}

/** Where hardly a voice is heard, only what the user said is known. */
function silentFilm(utterances: readonly HeardUtterance[]): FilmSpeakers {
  return {
    attributions: utterances.map(({ told }) => ({
      speaker: told,
      confidence: told === null ? 0 : 1,
      evidence: told === null ? 'voice' : 'user',
      second: null,
    })),
    exemplars: [],
    yield: { utterances: utterances.length, oneSpeaker: 0, named: 0, filtered: 0 },
    voices: new Map(),
  };
}
