import type { DownloadModel } from '../../native-models/downloads.ts';
import { openChosenModel, type ModelShelf } from './chosen-model.ts';
import { describeDownload } from './describe-download.ts';
import type { FaceEmbedderDescription } from './families/model-description.ts';
import type { FaceEmbedder } from './model-interfaces.ts';
import { openFaceEmbedder } from './open-family.ts';

/** How a model of the catalogue describes faces; null for one that does not, or that nothing here runs. */
export function faceEmbedderDescription(model: DownloadModel): FaceEmbedderDescription | null {
  if (model.family !== 'face-embedder') return null;
  const description = describeDownload(model);
  return description?.adapter === 'aligned-face' ? description : null;
}

/** The face embedder that the person chose; null where the starter pack's does the work. */
export function openChosenEmbedder(shelf: ModelShelf): Promise<FaceEmbedder | null> {
  return openChosenModel(shelf, 'face-embedder', faceEmbedderDescription, openFaceEmbedder);
}
