import { downloads, type DownloadModel } from '../../native-models/downloads.ts';
import type { ModelFamily } from '../../native-models/families.ts';
import { UserFacingError } from '../domain/errors.ts';
import { ConceptWords } from './concept-bank/concept-words.ts';
import { describeDownload } from './describe-download.ts';
import type { AudioEventDetector } from './families/audio-event-detector.ts';
import type { VisualTextDescription } from './families/model-description.ts';
import type { ModelFiles } from './families/model-session.ts';
import type { ObjectDetector } from './families/object-detector.ts';
import type { PersonEmbedder } from './families/person-embedder.ts';
import type { SpeakerEmbedder } from './families/speaker-embedder.ts';
import type { SpeechModel } from './families/speech-recogniser.ts';
import type { TokenEncoder } from './families/token-encoder.ts';
import type { TextMatcher, VisualTextEncoder } from './families/visual-text-encoder.ts';
import { Late } from './late.ts';
import { InstalledModelFiles } from './manager/installed-model-files.ts';
import { InstalledModels } from './manager/installed-models.ts';
import { readChoices } from './manager/model-choices.ts';
import type { FaceDetector, FaceEmbedder } from './model-interfaces.ts';
import {
  openAudioEventDetector,
  openFaceDetector,
  openFaceEmbedder,
  openObjectDetector,
  openPersonEmbedder,
  openSpeakerEmbedder,
  openSpeechModel,
  openTextMatcher,
  openTokenEncoder,
  openVisualTextEncoder,
} from './open-family.ts';
import { SessionManager } from './sessions/session-manager.ts';

type Open<T> = (files: ModelFiles) => Promise<T>;

/** The families of which a model that was fetched can do the work; each tells how a model of it is opened, or null. */
const slots = {
  'face-detector': (model: DownloadModel): Open<FaceDetector> | null => {
    const description = describeDownload(model);
    const isOne = description?.adapter === 'yunet' || description?.adapter === 'scrfd';
    return isOne ? (files) => openFaceDetector(description, files) : null;
  },
  'face-embedder': (model: DownloadModel): Open<FaceEmbedder> | null => {
    const description = describeDownload(model);
    return description?.adapter === 'aligned-face' ? (files) => openFaceEmbedder(description, files) : null;
  },
  'object-detector': (model: DownloadModel): Open<ObjectDetector> | null => {
    const description = describeDownload(model);
    const isOne = description?.adapter === 'yolox' || description?.adapter === 'detr';
    return isOne ? (files) => openObjectDetector(description, files) : null;
  },
  'person-embedder': (model: DownloadModel): Open<PersonEmbedder> | null => {
    const description = describeDownload(model);
    return description?.adapter === 'person-crop' ? (files) => openPersonEmbedder(description, files) : null;
  },
  'visual-text-encoder': (model: DownloadModel): Open<ChosenPictures> | null => {
    const description = visualTextOf(model);
    return description ? (files) => openPictures(description, files) : null;
  },
  'audio-events': (model: DownloadModel): Open<AudioEventDetector> | null => {
    const description = describeDownload(model);
    return description?.adapter === 'yamnet' ? (files) => openAudioEventDetector(description, files) : null;
  },
  'speaker-embedder': (model: DownloadModel): Open<SpeakerEmbedder> | null => {
    const description = describeDownload(model);
    const isOne = description?.adapter === 'fbank-speaker';
    return isOne ? (files) => openSpeakerEmbedder(description, files) : null;
  },
  asr: (model: DownloadModel): Open<SpeechModel> | null => {
    const description = describeDownload(model);
    if (description?.adapter !== 'whisper') return null;
    const names = model.files.map(({ path }) => path);
    return async (files) => openSpeechModel(description, names, files);
  },
} satisfies Partial<Record<ModelFamily, (model: DownloadModel) => Open<unknown> | null>>;

type Slot = keyof typeof slots;

/** A model that describes pictures and reads texts, and the tower in which words are learned. */
export interface ChosenPictures {
  readonly encoder: VisualTextEncoder;
  readonly words: Late<TokenEncoder>;
}

/** What is computed to learn words runs on so many threads: it is rare, and films are indexed meanwhile. */
const learningThreads = 2;

async function openPictures(description: VisualTextDescription, files: ModelFiles): Promise<ChosenPictures> {
  return {
    encoder: await openVisualTextEncoder(description, files),
    words: learningTower(description, files),
  };
}

/** The text tower for learned words: it takes as much memory again as the model's own. */
function learningTower(description: VisualTextDescription, files: ModelFiles): Late<TokenEncoder> {
  return new Late(() => openTokenEncoder(description, files, learningThreads));
}

function visualTextOf(model: DownloadModel): VisualTextDescription | null {
  const description = describeDownload(model);
  return description?.adapter === 'clip' || description?.adapter === 'siglip' ? description : null;
}

/** Whether a model that was fetched can take the place of what the program comes with, or do work that it has no model for. */
export function canServe(model: DownloadModel): boolean {
  const { family } = model;
  return Object.hasOwn(slots, family) && slots[family as Slot](model) !== null;
}

/** The models that the person chose; null where none was chosen, or the chosen one is not installed or is damaged. */
export interface ChosenModels {
  readonly faceDetector: FaceDetector | null;
  readonly faceEmbedder: FaceEmbedder | null;
  readonly objectDetector: ObjectDetector | null;
  readonly personEmbedder: PersonEmbedder | null;
  readonly pictures: ChosenPictures | null;
  readonly audioEvents: AudioEventDetector | null;
  readonly speakerEmbedder: SpeakerEmbedder | null;
  readonly speech: SpeechModel | null;
}

/** Opens what the person chose in the place of what the program comes with. */
export async function openChosenModels(
  cacheFolder: string,
  sessions: SessionManager,
  models: readonly DownloadModel[] = downloads,
): Promise<ChosenModels> {
  const choices = await readChoices(cacheFolder);
  const chosen = async <T>(family: Slot, openerOf: (model: DownloadModel) => Open<T> | null) => {
    const model = models.find((one) => one.id === choices[family] && one.family === family);
    const open = model ? openerOf(model) : null;
    return model && open ? openWhole(model, open, cacheFolder, sessions) : null;
  };
  return {
    faceDetector: await chosen('face-detector', slots['face-detector']),
    faceEmbedder: await chosen('face-embedder', slots['face-embedder']),
    objectDetector: await chosen('object-detector', slots['object-detector']),
    personEmbedder: await chosen('person-embedder', slots['person-embedder']),
    pictures: await chosen('visual-text-encoder', slots['visual-text-encoder']),
    audioEvents: await chosen('audio-events', slots['audio-events']),
    speakerEmbedder: await chosen('speaker-embedder', slots['speaker-embedder']),
    speech: await chosen('asr', slots.asr),
  };
}

/** What the search compares the library's pictures with words by. */
export interface OpenTextMatcher {
  readonly matcher: TextMatcher;
  close(): Promise<void>;
}

/** The text half of the chosen model, or the concept bank's where none was chosen or it is not whole. */
export async function openChosenTexts(
  cacheFolder: string,
  models: readonly DownloadModel[] = downloads,
): Promise<OpenTextMatcher> {
  const { 'visual-text-encoder': id } = await readChoices(cacheFolder);
  const model = models.find((one) => one.id === id && one.family === 'visual-text-encoder');
  const description = model ? visualTextOf(model) : null;
  if (model && description) {
    const sessions = new SessionManager(cacheFolder, { threads: learningThreads });
    const open = async (files: ModelFiles) => {
      const words = learningTower(description, files);
      return { words, matcher: await openTextMatcher(description, files, () => words.opened()) };
    };
    const opened = await openWhole(model, open, cacheFolder, sessions);
    if (opened) {
      const close = async () => {
        await opened.words.close();
        await sessions.close();
      };
      return { matcher: opened.matcher, close };
    }
    await sessions.close();
  }
  return { matcher: new ConceptWords(), close: async () => undefined };
}

async function openWhole<T>(
  model: DownloadModel,
  open: Open<T>,
  cacheFolder: string,
  sessions: SessionManager,
): Promise<T | null> {
  const files = await InstalledModelFiles.of(model, new InstalledModels(cacheFolder), sessions);
  if (!files) return null;
  try {
    return await open(files);
  } catch (error) {
    if (error instanceof UserFacingError && error.code === 'bad-model') return null;
    throw error;
  }
}
