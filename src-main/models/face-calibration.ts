import { catalog } from '../../native-models/catalog.ts';

/**
 * Slope of the curve for models whose curve nobody has measured: 0.9 certain a fifth of the cosine's range above their
 * published threshold. It orders faces rightly, but its numbers are no frequencies.
 */
const usualSlope = 11;

/**
 * Certainty 0..1 that two faces are one person's, from the cosine of their embeddings: 0.5 where both are equally
 * likely, by the logistic curve that the catalogue keeps for the model. Models without one are taken to be in doubt at
 * their threshold.
 */
export function calibratedConfidence(cosine: number, modelId = 'faceres', threshold?: number): number {
  const known = catalog.models.find(({ id }) => id === modelId)?.identity?.logistic;
  const curve = known ?? (threshold === undefined ? null : { midpoint: threshold, slope: usualSlope });
  if (!curve) throw new Error(`The catalogue does not calibrate the model "${modelId}".`);
  return 1 / (1 + Math.exp(-curve.slope * (cosine - curve.midpoint)));
}

/** The certainty curve of a face embedder. */
export function confidenceOf(embedder: {
  readonly modelId: string;
  readonly threshold: number;
}): (cosine: number) => number {
  return (cosine) => calibratedConfidence(cosine, embedder.modelId, embedder.threshold);
}
