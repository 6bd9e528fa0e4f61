import { resolve } from 'node:path';
import envPaths from 'env-paths';

/**
 * Where made models and other things that can be made again are kept: the folder named by the environment variable
 * KINORA_CACHE, else the platform's cache folder for Kinora.
 */
export function modelCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const wanted = environment['KINORA_CACHE'];
  return wanted ? resolve(wanted) : envPaths('kinora', { suffix: '' }).cache;
}
