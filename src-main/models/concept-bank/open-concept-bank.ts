import { ConceptEncoder } from './concept-encoder.ts';
import { BlazeFaceDetector } from '../blazeface-detector.ts';
import { CenterNetDetector } from '../centernet-detector.ts';
import { EmotionClassifier } from '../emotion-classifier.ts';
import { FaceMeshLandmarker } from '../facemesh-landmarker.ts';
import { FaceResEmbedder } from '../faceres-embedder.ts';
import { MoveNetPose } from '../movenet-pose.ts';
import type { OnnxSession } from '../onnx-session.ts';

/** The starter pack's models that the concept bank is made of, by their ids. */
export const conceptModelIds = [
  'centernet',
  'blazeface',
  'facemesh',
  'faceres',
  'emotion',
  'movenet',
] as const;

export type ConceptModelId = (typeof conceptModelIds)[number];

/**
 * The concept bank over models that `load` opens, each once; who opened them closes them. Its methods block the thread
 * while the models compute: use it in a worker.
 */
export async function openConceptBank(
  load: (id: ConceptModelId) => Promise<OnnxSession>,
): Promise<ConceptEncoder> {
  const landmarker = new FaceMeshLandmarker(await load('facemesh'));
  return new ConceptEncoder({
    objects: new CenterNetDetector(await load('centernet')),
    faces: new BlazeFaceDetector(await load('blazeface'), landmarker),
    faceDescriber: new FaceResEmbedder(await load('faceres')),
    emotions: new EmotionClassifier(await load('emotion')),
    pose: new MoveNetPose(await load('movenet')),
  });
}
