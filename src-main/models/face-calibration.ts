import { catalog, catalogModel } from '../../native-models/catalog.ts';

/** When two faces count as one person's, and how surely, for the embeddings of one model. */
export interface IdentityRules {
  /** Cosine from which a track shows the person. */
  readonly threshold: number;
  /** Calibrated probability that two faces of this cosine are one person. */
  readonly confidenceOf: (cosine: number) => number;
}

/** The rules for a model's embeddings; null when the catalogue does not calibrate a model of that name. */
export function identityRulesOf(modelId: string): IdentityRules | null {
  const identity = catalog.models.find(({ id }) => id === modelId)?.identity;
  if (!identity) return null;
  return {
    threshold: identity.threshold,
    confidenceOf: (cosine) => calibratedConfidence(cosine, modelId),
  };
}

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
