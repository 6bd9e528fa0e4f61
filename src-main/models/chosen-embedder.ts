import { downloads, type DownloadModel } from '../../native-models/downloads.ts';
import { UserFacingError } from '../domain/errors.ts';
import { AlignedFaceEmbedder } from './adapters/aligned-face-embedder.ts';
import { describeDownload } from './describe-download.ts';
import { InstalledModelFiles } from './manager/installed-model-files.ts';
import { InstalledModels } from './manager/installed-models.ts';
import { readChoices } from './manager/model-choices.ts';
import type { FaceEmbedderDescription } from './families/model-description.ts';
import type { FaceEmbedder } from './model-interfaces.ts';
import type { SessionManager } from './sessions/session-manager.ts';

/** How a model of the catalogue describes faces; null for one that does not, or that nothing here runs. */
export function faceEmbedderDescription(model: DownloadModel): FaceEmbedderDescription | null {
  if (model.family !== 'face-embedder') return null;
  const description = describeDownload(model);
  return description?.adapter === 'aligned-face' ? description : null;
}

/**
 * The face embedder that the person chose, or null where none was chosen, or the chosen one is not installed or is
 * damaged: the starter pack's does the work then.
 */
export async function openChosenEmbedder(
  cacheFolder: string,
  sessions: SessionManager,
  models: readonly DownloadModel[] = downloads,
): Promise<FaceEmbedder | null> {
  const id = (await readChoices(cacheFolder))['face-embedder'];
  const model = models.find((one) => one.id === id);
  const description = model ? faceEmbedderDescription(model) : null;
  if (!model || !description) return null;
  const files = await InstalledModelFiles.of(model, new InstalledModels(cacheFolder), sessions);
  if (!files) return null;
  try {
    return new AlignedFaceEmbedder(description, await files.open(description.file));
  } catch (error) {
    if (error instanceof UserFacingError && error.code === 'bad-model') return null;
    throw error;
  }
}
