import { modelsOf } from '../../native-models/catalog.ts';
import { modelCacheFolder } from './model-cache-folder.ts';
import { benchmarkModels, type BenchmarkOptions, type BenchmarkRow } from './sessions/benchmark.ts';
import { silentStep } from './silero-vad.ts';
import { readStarterModel } from './starter-pack.ts';

/** Measures the starter pack's models, and makes those that are missing first; see `benchmarkModels`. */
export function benchmarkStarterPack(
  options: BenchmarkOptions,
  cacheFolder: string = modelCacheFolder(),
): Promise<BenchmarkRow[]> {
  const models = modelsOf('starter').map((model) => ({
    id: model.id,
    sha256: model.made.sha256,
    read: () => readStarterModel(cacheFolder, model),
    ...(model.task === 'voice-activity' ? { example: silentStep } : {}),
  }));
  return benchmarkModels(cacheFolder, models, options);
}
