import type { DownloadModel } from '../../native-models/downloads.ts';
import type { ModelFamily } from '../../native-models/families.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { ModelFiles } from './families/model-session.ts';
import { InstalledModelFiles } from './manager/installed-model-files.ts';
import { InstalledModels } from './manager/installed-models.ts';
import { readChoices } from './manager/model-choices.ts';
import type { SessionManager } from './sessions/session-manager.ts';

/** Where chosen models are looked for, and where they run. */
export interface ModelShelf {
  readonly cacheFolder: string;
  readonly sessions: SessionManager;
  readonly models: readonly DownloadModel[];
}

/**
 * Opens the model that the person chose for a family. Null where none was chosen, where nothing here runs it, and where
 * it is not installed or is damaged: the work is done as if there were none.
 *
 * @param describe how a model of the family is run; null for one that is not
 */
export async function openChosenModel<D, T>(
  { cacheFolder, sessions, models }: ModelShelf,
  family: ModelFamily,
  describe: (model: DownloadModel) => D | null,
  open: (description: D, files: ModelFiles) => Promise<T>,
): Promise<T | null> {
  const id = (await readChoices(cacheFolder))[family];
  const model = models.find((one) => one.id === id);
  const description = model ? describe(model) : null;
  if (!model || !description) return null;
  const files = await InstalledModelFiles.of(model, new InstalledModels(cacheFolder), sessions);
  if (!files) return null;
  try {
    return await open(description, files);
  } catch (error) {
    if (error instanceof UserFacingError && error.code === 'bad-model') return null;
    throw error;
  }
}
