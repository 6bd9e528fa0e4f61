import type { DetectedFace } from '../domain/face.ts';
import type { RgbImage } from '../domain/image.ts';
import type { ActiveSpeakerModel } from './families/active-speaker-model.ts';
import type { AudioEventDetector } from './families/audio-event-detector.ts';
import type { ObjectDetector } from './families/object-detector.ts';
import type { PersonEmbedder } from './families/person-embedder.ts';
import type { RegionEncoder } from './families/region-encoder.ts';
import type { SpeakerEmbedder } from './families/speaker-embedder.ts';
import type { SpeechModel } from './families/speech-recogniser.ts';
import type { TextRowReader } from './families/text-row-reader.ts';
import type { PictureEncoder } from './families/visual-text-encoder.ts';
import type { WordLearner } from './families/word-learner.ts';

/** Finds faces in a picture. */
export interface FaceDetector {
  readonly modelId: string;
  /** Faces in pixels of `image`, best first, overlapping detections of one face already merged. */
  detect(image: RgbImage): Promise<DetectedFace[]>;
}

/** What a face mesh tells of one face. */
export interface FaceMesh {
  /** `[468, 3]` points: x and y in pixels of the picture, z in the same scale. */
  readonly points: Float32Array;
  /** Certainty that the crop holds a face, 0..1. */
  readonly confidence: number;
}

/** Places landmarks on a detected face. */
export interface FaceLandmarker {
  readonly modelId: string;
  landmarks(image: RgbImage, face: DetectedFace): Promise<FaceMesh>;
}

export interface FaceDescription {
  /** `[dimension]`, length 1. */
  readonly embedding: Float32Array;
  /** Years, as the model guesses; null for models that tell only who a face is. */
  readonly age: number | null;
  /** Probability 0..1 that the model takes the face for a woman's; null for models that tell only who a face is. */
  readonly female: number | null;
}

/** Describes who a face is. */
export interface FaceEmbedder {
  readonly modelId: string;
  readonly dimension: number;
  /** Cosine from which two faces count as one person, calibrated for this model (see the catalogue). */
  readonly threshold: number;
  describe(image: RgbImage, face: DetectedFace): Promise<FaceDescription>;
}

/** Tells speech from everything else in 16 kHz mono sound. */
export interface VoiceActivityDetector {
  readonly modelId: string;
  /** Samples per step; `step` wants exactly so many. */
  readonly stepSize: number;
  /** Probability 0..1 that this step holds speech; keeps state from step to step. */
  step(samples: Float32Array): Promise<number>;
  /** Forgets the past; call between two files. */
  reset(): void;
}

/** The loaded models that indexing needs. */
export interface ModelSet {
  readonly faceDetector: FaceDetector;
  readonly faceLandmarker: FaceLandmarker;
  readonly faceEmbedder: FaceEmbedder;
  /** Finds people, whichever way they look, among other things. */
  readonly objectDetector: ObjectDetector;
  readonly personEmbedder: PersonEmbedder;
  /** Describes whole pictures for the search by words. */
  readonly pictures: PictureEncoder;
  /** Learns words for things, so that they can stand in sentences; null where no model that can was chosen. */
  readonly wordLearner: WordLearner | null;
  /** Tells single things apart, for concepts that the user enrols. */
  readonly regions: RegionEncoder;
  readonly voiceActivity: VoiceActivityDetector;
  /** Tells laughter and music apart; null where none was installed and chosen. */
  readonly audioEvents: AudioEventDetector | null;
  /** Tells voices apart by training; null where none was installed and chosen. */
  readonly speakerEmbedder: SpeakerEmbedder | null;
  /** Sees which face speaks; null where none was installed. */
  readonly activeSpeaker: ActiveSpeakerModel | null;
  /** Reads subtitles that are pictures; null where none was installed. */
  readonly textRows: TextRowReader | null;
  /** Writes down what is said; null where none was installed and chosen. */
  readonly speech: SpeechModel | null;
  /** Seconds that the models have computed since they were loaded. */
  inferenceSeconds(): number;
  close(): Promise<void>;
}
