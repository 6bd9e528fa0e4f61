import { surveyProviders, type ProviderSurvey } from '../models/sessions/provider-survey.ts';
import { checkStarterPack, type StarterPackCheck } from '../models/starter-pack-check.ts';
import { failed, listed, ok, warning, type Check } from './check.ts';

/** Which execution providers there are, which is used, and why not another. */
export async function checkProviders(cacheFolder: string, environment: NodeJS.ProcessEnv): Promise<Check[]> {
  return [providerCheck(await surveyProviders(cacheFolder, environment), environment['KINORA_PROVIDERS'])];
}

/** @param wanted the person's own order of providers, as they wrote it */
export function providerCheck(survey: ProviderSurvey, wanted: string | undefined): Check {
  const { runtime, bundled, first, failures, models } = survey;
  const counts = Object.entries(models).map(([provider, count]) => `${count} on ${provider}`);
  const parts = [
    `ONNX Runtime ${runtime} has ${bundled.join(', ')}`,
    `the first that works is ${first}`,
    ...(counts.length > 0 ? [`models run best ${counts.join(', ')}`] : []),
    ...failures.map(({ provider, problem }) => `${provider} does not work (${problem.replace(/\.$/, '')})`),
  ];
  const sentence = `${parts.join('; ')}.`;
  if (failures.length === 0 || !wanted) return ok('providers', sentence);
  return warning(
    'providers',
    sentence,
    'Install what the provider needs (its driver and libraries), or change KINORA_PROVIDERS; the next provider is used meanwhile.',
  );
}

/** The starter pack: what is always needed. */
export async function checkModels(cacheFolder: string): Promise<Check[]> {
  return [starterCheck(await checkStarterPack(cacheFolder))];
}

export function starterCheck({ whole, toBeMade, problems }: StarterPackCheck): Check {
  const [problem] = problems;
  if (problem) return failed('models', problem.sentence, problem.remedy);
  if (toBeMade.length > 0) {
    return warning(
      'models',
      `Of the models, ${listed(toBeMade)} are not made yet or are broken.`,
      'They are made by themselves when films are next indexed; nothing needs to be done.',
    );
  }
  return ok('models', `All ${whole.length} models of the starter pack are there, whole.`);
}
