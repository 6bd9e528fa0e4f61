import { catalog, type IdentityCalibration } from '../../native-models/catalog.ts';

/**
 * Slope of the curve for models whose curve nobody has measured: 0.9 certain a fifth of the cosine's range above their
 * published threshold. It orders faces rightly, but its numbers are no frequencies.
 */
const usualSlope = 11;

/** A face model, and the cosine from which it takes two faces for one person's. */
interface FaceModel {
  readonly modelId: string;
  readonly threshold: number;
}

/**
 * Certainty 0..1 that a track shows the enrolled person whom it is most like, from the cosine of their embeddings. A name is
 * given by more than one cosine (see indexing/identify.ts and group-names.ts), so that it is right where two faces of that
 * cosine are often not one person's.
 */
export function namingConfidence(model: FaceModel): (cosine: number) => number {
  return curveOf(model, 'naming');
}

/** Certainty 0..1 that two faces are one person's, from the cosine of their embeddings. */
export function pairConfidence(model: FaceModel): (cosine: number) => number {
  return curveOf(model, 'pairs');
}

/** Whether certainties of a model's faces are frequencies. */
export function isCalibrated(modelId: string): boolean {
  return calibrationOf(modelId) !== undefined;
}

/** The catalogue's logistic curve; models without one are taken to be in doubt at their threshold. */
function curveOf({ modelId, threshold }: FaceModel, kind: 'naming' | 'pairs'): (cosine: number) => number {
  const { midpoint, slope } = calibrationOf(modelId)?.[kind] ?? { midpoint: threshold, slope: usualSlope };
  return (cosine) => 1 / (1 + Math.exp(-slope * (cosine - midpoint)));
}

function calibrationOf(modelId: string): IdentityCalibration | undefined {
  return catalog.models.find(({ id }) => id === modelId)?.identity;
}
