import { calibrationStore } from './session-manager.ts';

/** Where a model runs on this machine. */
export interface RunPlace {
  /** The execution provider; `cpu` until the model has been run for the first time. */
  readonly provider: string;
  /** Why a provider that should have come first does not run it, in the provider's own words. */
  readonly providerProblem?: string;
}

/**
 * Where models run on this machine, as far as it has been found out; loads none and tries nothing.
 * @returns the place by the SHA-256 of a model's file
 */
export async function readRunPlaces(
  cacheFolder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<(sha256: string) => RunPlace> {
  const { providers, models } = await calibrationStore(cacheFolder, environment).store.read();
  const failures = Object.entries(providers).flatMap(([name, verdict]) =>
    verdict.works ? [] : [`${name}: ${verdict.problem}`],
  );
  return (sha256) => {
    const plan = models[sha256];
    const problem = plan ? plan.problem : failures.join(' ');
    return { provider: plan?.provider ?? 'cpu', ...(problem ? { providerProblem: problem } : {}) };
  };
}
