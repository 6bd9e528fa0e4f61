import { availableParallelism } from 'node:os';
import { BlazeFaceDetector } from './blazeface-detector.ts';
import { CenterNetDetector } from './centernet-detector.ts';
import { openChosenModels, type ChosenPictures } from './chosen-models.ts';
import { CenterNetRegions } from './centernet-regions.ts';
import { ClothesEmbedder } from './clothes-embedder.ts';
import { bankNouns } from './concept-bank/bank-nouns.ts';
import { loadConceptEncoder, type ConceptEncoder } from './concept-bank/concept-encoder.ts';
import { WordNet } from './concept-bank/wordnet.ts';
import type { WordLearner } from './families/word-learner.ts';
import { FaceMeshLandmarker } from './facemesh-landmarker.ts';
import { FaceResEmbedder } from './faceres-embedder.ts';
import { MeshAlignedEmbedder } from './mesh-aligned-embedder.ts';
import { ModelCache } from './model-cache.ts';
import { OncePerFaceEmbedder, OncePerPictureDetector, OncePerPictureObjects } from './once-per-picture.ts';
import { readRunPlaces, type RunPlace } from './sessions/run-place.ts';
import { openActiveSpeaker } from './slots/active-speaker-slot.ts';
import { openTextRowReader } from './slots/text-row-slot.ts';
import { SessionManager, type OpenOptions, type SessionManagerOptions } from './sessions/session-manager.ts';
import { SileroVad, silentStep } from './silero-vad.ts';
import { catalogModel, modelsOf, type CatalogModel } from '../../native-models/catalog.ts';
import { downloads, type DownloadModel } from '../../native-models/downloads.ts';
import type { ModelSet } from './model-interfaces.ts';
import type { OnnxSession } from './onnx-session.ts';

const pack = 'starter';

/** What is known of one model, as the contract's `models.list` tells it. */
export interface ModelState {
  readonly id: string;
  readonly task: string;
  readonly pack: string;
  readonly licence: string;
  /** Package and version that it is made from. */
  readonly source: string;
  readonly bytes: number;
  readonly state: 'ready' | 'not-made' | 'broken';
  readonly provider: string;
  /** Why a provider that should have come first does not run it, in the provider's own words. */
  readonly providerProblem?: string;
}

const cacheIn = (cacheFolder: string): ModelCache => new ModelCache(cacheFolder, pack, modelsOf(pack));

/**
 * Makes every model of the starter pack that is not there whole, from the files of installed npm packages. Takes about
 * a second the first time, some hundredths later. Safe in several processes at once and when killed at any moment.
 * Throws a UserFacingError `bad-model` that names the file or folder in the way.
 * @param cacheFolder see `modelCacheFolder`
 * @param onProgress told after each model: how many of how many are there, and which was the last
 */
export async function ensureStarterPack(
  cacheFolder: string,
  onProgress?: (done: number, total: number, name: string) => void,
): Promise<void> {
  const cache = cacheIn(cacheFolder);
  await cache.clean();
  for (const [index, model] of cache.models.entries()) {
    const { state } = await cache.read(model);
    if (state !== 'ready') await cache.make(model);
    onProgress?.(index + 1, cache.models.length, model.family);
  }
}

/**
 * Loads the starter pack's models, and in their places those that the person chose; what is missing or broken in the cache is made anew first. The models' methods block
 * the thread while they compute: open them in a worker. Without `threads` each model runs as was found best for it on
 * this machine, see `SessionManager`; the answers on the processor do not depend on that.
 */
export async function openModels(
  cacheFolder: string,
  options: SessionManagerOptions = {},
  models: readonly DownloadModel[] = downloads,
): Promise<ModelSet> {
  const sessions = new SessionManager(cacheFolder, options);
  const load = (id: string, how?: OpenOptions): Promise<OnnxSession> => {
    const model = catalogModel(id);
    return sessions.open(model, () => readStarterModel(cacheFolder, model), how);
  };
  let words: ChosenPictures['words'] | null = null;
  let activeSpeaker: Awaited<ReturnType<typeof openActiveSpeaker>> = null;
  let textRows: Awaited<ReturnType<typeof openTextRowReader>> = null;
  const close = async (): Promise<void> => {
    await words?.close();
    await activeSpeaker?.close();
    await textRows?.close();
    await sessions.close();
  };
  try {
    const faceLandmarker = new FaceMeshLandmarker(await load('facemesh'));
    const chosen = await openChosenModels(cacheFolder, sessions, models);
    const faces = new OncePerPictureDetector(new BlazeFaceDetector(await load('blazeface'), faceLandmarker));
    const centernet = new CenterNetDetector(await load('centernet'));
    const objects = new OncePerPictureObjects(centernet);
    const faceDescriber = new OncePerFaceEmbedder(new FaceResEmbedder(await load('faceres')));
    const bank = await loadConceptEncoder(load, { objects, faces, faceDescriber });
    words = chosen.pictures?.words ?? null;
    const threads = options.threads ?? mostSlotThreads();
    activeSpeaker = await openActiveSpeaker(cacheFolder, threads);
    textRows = await openTextRowReader(cacheFolder, threads);
    return {
      faceDetector: chosen.faceDetector ? new OncePerPictureDetector(chosen.faceDetector) : faces,
      faceLandmarker,
      faceEmbedder: chosen.faceEmbedder
        ? new MeshAlignedEmbedder(chosen.faceEmbedder, faceLandmarker)
        : faceDescriber,
      objectDetector: chosen.objectDetector ? new OncePerPictureObjects(chosen.objectDetector) : objects,
      personEmbedder: chosen.personEmbedder ?? new ClothesEmbedder(),
      pictures: chosen.pictures?.encoder ?? bank,
      wordLearner: chosen.pictures ? wordLearnerOf(chosen.pictures, bank) : null,
      regions: new CenterNetRegions(centernet),
      voiceActivity: new SileroVad(await load('silero-vad', { example: silentStep })),
      audioEvents: chosen.audioEvents,
      speakerEmbedder: chosen.speakerEmbedder,
      activeSpeaker,
      textRows,
      speech: chosen.speech,
      inferenceSeconds: () => sessions.runSeconds,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A model in a slot is not tried with more and fewer threads as those of the pack are. */
function mostSlotThreads(): number {
  return Math.min(4, availableParallelism());
}

function wordLearnerOf({ encoder, words }: ChosenPictures, bank: ConceptEncoder): WordLearner {
  return {
    pictures: encoder,
    bank,
    tokens: () => words.opened(),
    nouns: async (most) => bankNouns(await WordNet.load(), await bank.dictionary(), most),
  };
}

/** The verified bytes of one of the starter pack's models; made anew where they are missing or broken. */
export async function readStarterModel(cacheFolder: string, model: CatalogModel): Promise<Uint8Array> {
  const cache = cacheIn(cacheFolder);
  const cached = await cache.read(model);
  return cached.state === 'ready' ? cached.bytes : cache.make(model);
}

/** Where each model of the starter pack runs on this machine, as far as it has been found out. */
export async function starterRunPlaces(
  cacheFolder: string,
): Promise<({ readonly model: string } & RunPlace)[]> {
  const placeOf = await readRunPlaces(cacheFolder);
  return modelsOf(pack).map(({ id, made }) => ({ model: id, ...placeOf(made.sha256) }));
}

/** The state of every model of the starter pack; makes nothing. What was read whole before is told without reading it again. */
export function listModels(cacheFolder: string): Promise<ModelState[]> {
  return modelStates(cacheFolder, (cache, model) => cache.look(model));
}

/** The state of every model of the starter pack; reads and verifies every byte, makes nothing. */
export function verifyModels(cacheFolder: string): Promise<ModelState[]> {
  return modelStates(cacheFolder, async (cache, model) => (await cache.read(model)).state);
}

async function modelStates(
  cacheFolder: string,
  stateOf: (cache: ModelCache, model: CatalogModel) => Promise<ModelState['state']>,
): Promise<ModelState[]> {
  const cache = cacheIn(cacheFolder);
  const placeOf = await readRunPlaces(cacheFolder);
  return Promise.all(
    cache.models.map(async (model) => ({
      id: model.id,
      task: model.task,
      pack: model.pack,
      licence: model.licence,
      source: `${model.source.package} ${model.source.version}`,
      bytes: model.made.bytes,
      state: await stateOf(cache, model),
      ...placeOf(model.made.sha256),
    })),
  );
}
