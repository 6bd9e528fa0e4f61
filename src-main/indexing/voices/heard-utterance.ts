import type { Interval } from '../../domain/interval.ts';
import type { VoiceSum } from './voice-sum.ts';

/** Whom a face shows: a person, or a group of faces that nobody has named. */
export type FaceLabel = `person:${number}` | `group:${number}`;

/** One face that is seen while somebody speaks. */
export interface SeenMouth {
  /** Null for a face that is nobody's yet. */
  readonly label: FaceLabel | null;
  /** How sure it is whom the face shows, 0..1. */
  readonly certainty: number;
  /** Standard deviation of the mouth's opening during the speech, over the face's height; 0 where it was not measured. */
  readonly movement: number;
  /** The same while nobody speaks; null where too little of that was seen. */
  readonly restlessness: number | null;
  /** How certain a model of active speakers is that the face speaks, 0..1; null where none has seen it. */
  readonly speaking: number | null;
}

/** A stretch of speech with all that tells whose it is. */
export interface HeardUtterance extends Interval {
  /** What is heard of it, without the stretches in which another utterance goes on. */
  readonly voice: VoiceSum;
  /** Whether another utterance goes on for so long that their voices could not be told apart. */
  readonly isMixed: boolean;
  /** Whether no other utterance is known to go on meanwhile. */
  readonly isAlone: boolean;
  /** Whether nothing but one voice is heard: no other utterance, no laughter, no music. */
  readonly isClean: boolean;
  readonly mouths: readonly SeenMouth[];
  /** The number of the voice that was heard in it where speech has no words; null for lines that subtitles tell. */
  readonly voiceNumber: number | null;
  /** Whom the user has named; null where nobody has. */
  readonly told: FaceLabel | null;
  /** Who does not speak, as the user says. */
  readonly refused?: readonly FaceLabel[];
}
