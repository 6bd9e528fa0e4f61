import type { ModelFamily } from '../../native-models/families.ts';
import { clothesModel } from './clothes-embedder.ts';
import { conceptModelId } from './concept-bank/concept-words.ts';

/** The model that does each family's work when a library is indexed. Families that are left out do no work yet. */
export const servingModels = {
  'face-detector': 'blazeface',
  'face-landmarks': 'facemesh',
  'face-embedder': 'faceres',
  'object-detector': 'centernet',
  pose: 'movenet',
  emotion: 'emotion',
  vad: 'silero-vad',
} as const satisfies Partial<Record<ModelFamily, string>>;

/** Who does a family's work without a trained model, unless one is chosen. */
export const untrainedModels: ReadonlyMap<string, ModelFamily> = new Map([
  [clothesModel, 'person-embedder'],
  [conceptModelId(), 'visual-text-encoder'],
]);

/** Whether this version does anything with models of a family. */
export function isServed(family: ModelFamily): family is keyof typeof servingModels {
  return Object.hasOwn(servingModels, family);
}
