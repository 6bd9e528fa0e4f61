import { loadConceptEncoder, type ConceptEncoder } from './concept-encoder.ts';
import { BlazeFaceDetector } from '../blazeface-detector.ts';
import { CenterNetDetector } from '../centernet-detector.ts';
import { FaceMeshLandmarker } from '../facemesh-landmarker.ts';
import { FaceResEmbedder } from '../faceres-embedder.ts';
import { SessionManager, type SessionManagerOptions } from '../sessions/session-manager.ts';
import { readStarterModel } from '../starter-pack.ts';
import { catalogModel } from '../../../native-models/catalog.ts';
import type { SceneClassifier } from '../families/scene-classifier.ts';
import type { OnnxSession } from '../onnx-session.ts';

/** The concept bank with its loaded models. */
export interface OpenConceptBank {
  readonly encoder: ConceptEncoder;
  close(): Promise<void>;
}

export interface ConceptBankOptions extends SessionManagerOptions {
  /** An installed classifier of whole pictures; who opened it closes it. */
  readonly scenes?: SceneClassifier;
}

/**
 * Loads the starter pack's models that the concept bank is made of; what is missing in the cache is made first. The
 * encoder's methods block the thread while the models compute: use it in a worker.
 */
export async function openConceptBank(
  cacheFolder: string,
  { scenes, ...options }: ConceptBankOptions = {},
): Promise<OpenConceptBank> {
  const sessions = new SessionManager(cacheFolder, options);
  const load = (id: string): Promise<OnnxSession> => {
    const model = catalogModel(id);
    return sessions.open(model, () => readStarterModel(cacheFolder, model));
  };
  try {
    const landmarker = new FaceMeshLandmarker(await load('facemesh'));
    const encoder = await loadConceptEncoder(load, {
      faces: new BlazeFaceDetector(await load('blazeface'), landmarker),
      faceDescriber: new FaceResEmbedder(await load('faceres')),
      objects: new CenterNetDetector(await load('centernet')),
      ...(scenes ? { scenes } : {}),
    });
    return { encoder, close: () => sessions.close() };
  } catch (error) {
    await sessions.close();
    throw error;
  }
}
