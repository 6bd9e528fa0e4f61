import type { DownloadModel } from '../../native-models/downloads.ts';
import type { ModelFamily } from '../../native-models/families.ts';
import { audioEventDescription } from './chosen-audio-events.ts';
import { faceEmbedderDescription } from './chosen-embedder.ts';

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

/** Whether this version does anything with models of a family. */
export function isServed(family: ModelFamily): family is keyof typeof servingModels {
  return Object.hasOwn(servingModels, family);
}

/** Whether a model that was fetched can take the place of the starter pack's, or do work that it has no model for. */
export function canServe(model: DownloadModel): boolean {
  return faceEmbedderDescription(model) !== null || audioEventDescription(model) !== null;
}
