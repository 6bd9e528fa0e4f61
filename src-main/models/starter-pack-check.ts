import { problemOf, type Problem } from '../domain/errors.ts';
import { modelsOf } from '../../native-models/catalog.ts';
import { readSourceFiles } from '../../native-models/model-source.ts';
import { verifyModels } from './starter-pack.ts';

/** How whole the starter pack is; models by their ids. */
export interface StarterPackCheck {
  readonly whole: readonly string[];
  /** Not made yet, or broken; made by themselves when they are needed. */
  readonly toBeMade: readonly string[];
  /** Those of them that cannot be made, and why. */
  readonly problems: readonly Problem[];
}

/** Reads every byte of the starter pack, and the sources of what is not whole; makes nothing. */
export async function checkStarterPack(cacheFolder: string): Promise<StarterPackCheck> {
  const listed = await verifyModels(cacheFolder);
  const idsIn = (whole: boolean) =>
    listed.filter(({ state }) => (state === 'ready') === whole).map(({ id }) => id);
  const toBeMade = idsIn(false);
  const problems: Problem[] = [];
  for (const model of modelsOf('starter')) {
    if (!toBeMade.includes(model.id)) continue;
    await readSourceFiles(model).catch((error: unknown) => problems.push(problemOf(error)));
  }
  return { whole: idsIn(true), toBeMade, problems };
}
