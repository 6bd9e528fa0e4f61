import { availableParallelism } from 'node:os';
import { AlignedFaceEmbedder } from './adapters/aligned-face-embedder.ts';
import { classNames } from './adapters/class-names.ts';
import { DetrDetector } from './adapters/detr-detector.ts';
import { FbankSpeakerEmbedder } from './adapters/fbank-speaker-embedder.ts';
import { GridFaceDetector } from './adapters/grid-face-detector.ts';
import { LearnableTokenEncoder } from './adapters/learnable-token-encoder.ts';
import { PersonCropEmbedder } from './adapters/person-crop-embedder.ts';
import { PooledTextEmbedder } from './adapters/pooled-text-embedder.ts';
import { SceneClassClassifier } from './adapters/scene-class-classifier.ts';
import { TextTokens } from './adapters/text-tokens.ts';
import { TransnetDetector } from './adapters/transnet-detector.ts';
import { TwoTowerEncoder } from './adapters/two-tower-encoder.ts';
import { TwoTowerMatcher } from './adapters/two-tower-matcher.ts';
import { WhisperRecogniser } from './adapters/whisper-recogniser.ts';
import { YamnetDetector } from './adapters/yamnet-detector.ts';
import { YoloxDetector } from './adapters/yolox-detector.ts';
import type { AudioEventDetector } from './families/audio-event-detector.ts';
import type {
  AudioEventDescription,
  FaceDetectorDescription,
  FaceEmbedderDescription,
  ObjectDetectorDescription,
  PersonEmbedderDescription,
  SceneClassifierDescription,
  ShotBoundaryDescription,
  SpeakerDescription,
  SpeechDescription,
  TextEmbedderDescription,
  VisualTextDescription,
} from './families/model-description.ts';
import type { ModelFiles, ModelSession } from './families/model-session.ts';
import type { ObjectDetector } from './families/object-detector.ts';
import type { PersonEmbedder } from './families/person-embedder.ts';
import type { SceneClassifier } from './families/scene-classifier.ts';
import type { ShotBoundaryModel } from './families/shot-boundary-model.ts';
import type { SpeakerEmbedder } from './families/speaker-embedder.ts';
import type { SpeechModel, SpeechRecogniser } from './families/speech-recogniser.ts';
import type { TextEmbedder } from './families/text-embedder.ts';
import type { TokenEncoder } from './families/token-encoder.ts';
import type { TextMatcher, VisualTextEncoder } from './families/visual-text-encoder.ts';
import { Late } from './late.ts';
import type { FaceDetector, FaceEmbedder } from './model-interfaces.ts';

/** More share one film's 30 s of sound badly, and the machine is in use. */
const mostSpeechThreads = 4;

// One function a family: from a model's description and its files to something that does the family's work. Sessions
// belong to whoever gives the files, and are closed there.

export async function openFaceDetector(
  description: FaceDetectorDescription,
  files: ModelFiles,
): Promise<FaceDetector> {
  return new GridFaceDetector(description, await files.open(description.file));
}

export async function openFaceEmbedder(
  description: FaceEmbedderDescription,
  files: ModelFiles,
): Promise<FaceEmbedder> {
  return new AlignedFaceEmbedder(description, await files.open(description.file));
}

export async function openObjectDetector(
  description: ObjectDetectorDescription,
  files: ModelFiles,
): Promise<ObjectDetector> {
  const Detector = description.adapter === 'yolox' ? YoloxDetector : DetrDetector;
  const classes = await classNames(description.classes, files);
  return new Detector(description, classes, await files.open(description.file));
}

export async function openSceneClassifier(
  description: SceneClassifierDescription,
  files: ModelFiles,
): Promise<SceneClassifier> {
  const classes = await classNames(description.classes, files);
  return new SceneClassClassifier(description, classes, await files.open(description.file));
}

export async function openAudioEventDetector(
  description: AudioEventDescription,
  files: ModelFiles,
): Promise<AudioEventDetector> {
  const classes = await classNames(description.classes, files);
  return new YamnetDetector(description, classes, await files.open(description.file));
}

export async function openPersonEmbedder(
  description: PersonEmbedderDescription,
  files: ModelFiles,
): Promise<PersonEmbedder> {
  return new PersonCropEmbedder(description, await files.open(description.file));
}

export async function openShotBoundaryModel(
  description: ShotBoundaryDescription,
  files: ModelFiles,
): Promise<ShotBoundaryModel> {
  return new TransnetDetector(description, await files.open(description.file));
}

export async function openVisualTextEncoder(
  description: VisualTextDescription,
  files: ModelFiles,
): Promise<VisualTextEncoder> {
  const { image, text } = description;
  const [texts, tokens] = [await files.open(text.file), await tokensOf(description, files)];
  return new TwoTowerEncoder(description, { texts, tokens, images: await files.open(image.file) });
}

/**
 * The half of the encoder that reads texts, loaded with the first of them.
 * @param learned opens the tower for learned words, see {@link openTokenEncoder}
 */
export async function openTextMatcher(
  description: VisualTextDescription,
  files: ModelFiles,
  learned: () => Promise<TokenEncoder>,
): Promise<TextMatcher> {
  const session = new Late(() => files.open(description.text.file));
  const texts: ModelSession = {
    run: async (inputs) => (await session.opened()).run(inputs),
    close: () => session.close(),
  };
  return new TwoTowerMatcher(description, { texts, tokens: await tokensOf(description, files), learned });
}

function tokensOf({ text }: VisualTextDescription, files: ModelFiles): Promise<TextTokens> {
  return TextTokens.open(files, text.tokenizer, text.tokenizerConfig);
}

/** Throws a UserFacingError `bad-model` that says why, when tokens cannot be learned in the model. Whoever asks closes it. */
export function openTokenEncoder(
  description: VisualTextDescription,
  files: ModelFiles,
  threads: number,
): Promise<TokenEncoder> {
  return LearnableTokenEncoder.open(description, files, threads);
}

export async function openTextEmbedder(
  description: TextEmbedderDescription,
  files: ModelFiles,
): Promise<TextEmbedder> {
  const tokens = await TextTokens.open(files, description.tokenizer, description.tokenizerConfig);
  return new PooledTextEmbedder(description, await files.open(description.file), tokens);
}

export async function openSpeakerEmbedder(
  description: SpeakerDescription,
  files: ModelFiles,
): Promise<SpeakerEmbedder> {
  return new FbankSpeakerEmbedder(description, await files.open(description.file));
}

/**
 * A speech model that is loaded when there is something to hear.
 * @param names its files: the library that runs speech models opens them by itself, so that each is verified before
 */
export function openSpeechModel(
  description: SpeechDescription,
  names: readonly string[],
  files: ModelFiles,
): SpeechModel {
  return {
    modelId: description.id,
    open: async () => {
      for (const name of names) await files.read(name);
      return openSpeechRecogniser(description, files, Math.min(mostSpeechThreads, availableParallelism()));
    },
  };
}

/** The library that runs speech models opens their graphs by itself, with so many threads. */
export function openSpeechRecogniser(
  description: SpeechDescription,
  files: ModelFiles,
  threads: number,
): Promise<SpeechRecogniser> {
  return WhisperRecogniser.open(description, files.folder, threads);
}
