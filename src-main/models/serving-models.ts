import type { ModelFamily } from '../../native-models/families.ts';

/** The model that does each family's work when a library is indexed. Families that are left out do no work yet. */
export const servingModels = {
  'face-detector': 'blazeface',
  'face-landmarks': 'facemesh',
  'face-embedder': 'faceres',
  vad: 'silero-vad',
} as const satisfies Partial<Record<ModelFamily, string>>;

/** Whether this version does anything with models of a family. */
export function isServed(family: ModelFamily): family is keyof typeof servingModels {
  return Object.hasOwn(servingModels, family);
}
