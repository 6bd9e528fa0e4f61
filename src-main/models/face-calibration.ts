import { catalogModel } from '../../native-models/catalog.ts';

/**
 * Certainty 0..1 that two faces are one person's, from the cosine of their embeddings: 0.5 where both are equally
 * likely, by the logistic curve that the catalogue keeps for the model.
 */
export function calibratedConfidence(cosine: number, modelId = 'faceres'): number {
  const { identity } = catalogModel(modelId);
  if (!identity) throw new Error(`The catalogue does not calibrate the model "${modelId}".`);
  const { midpoint, slope } = identity.logistic;
  return 1 / (1 + Math.exp(-slope * (cosine - midpoint)));
}
