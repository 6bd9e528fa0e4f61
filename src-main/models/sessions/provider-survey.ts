import { runtimeBuild } from './loaded-graph.ts';
import { calibrationStore } from './session-manager.ts';
import { tryProvider, type ProviderVerdict } from './provider-trial.ts';

/** The execution providers of this machine. */
export interface ProviderSurvey {
  /** Version of ONNX Runtime. */
  readonly runtime: string;
  /** Providers that come with this build of ONNX Runtime. */
  readonly bundled: readonly string[];
  /** The first that works of those that are tried; `cpu` when none before it does. */
  readonly first: string;
  /** Those tried before it that do not work, with their own words why. */
  readonly failures: readonly { readonly provider: string; readonly problem: string }[];
  /** How many models were found to run best on which provider; empty before the first indexing. */
  readonly models: Readonly<Record<string, number>>;
}

/**
 * Which execution providers work here. What is known of this machine is not tried again; nothing is stored.
 * Trying one takes a second, at worst twenty.
 */
export async function surveyProviders(
  cacheFolder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ProviderSurvey> {
  const { store, providers } = calibrationStore(cacheFolder, environment);
  const known = await store.read();
  const failures: { provider: string; problem: string }[] = [];
  const working: string[] = [];
  for (const provider of providers) {
    const verdict: ProviderVerdict =
      provider === 'cpu' ? { works: true } : (known.providers[provider] ?? (await tryProvider(provider)));
    if (verdict.works) working.push(provider);
    else failures.push({ provider, problem: verdict.problem });
  }
  const models: Record<string, number> = {};
  for (const { provider } of Object.values(known.models)) models[provider] = (models[provider] ?? 0) + 1;
  const { version, bundled } = runtimeBuild();
  return { runtime: version, bundled, first: working[0] ?? 'cpu', failures, models };
}
