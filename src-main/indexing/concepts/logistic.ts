import { dot } from '../../domain/vector.ts';

export interface LogisticFit {
  readonly weights: Float32Array;
  readonly bias: number;
}

/**
 * Fits `label = sigmoid(weights · vector + bias)` by accelerated gradient descent, both sides weighing alike however many
 * examples they have. The weights are kept near `start`.
 * @param labels 0..1; from 0.5 on an example counts for the first side
 * @param decay how strongly weights are pulled to `start`
 */
export function fitLogistic(
  vectors: readonly Float32Array[],
  labels: readonly number[],
  start: Float32Array,
  { steps, decay }: { readonly steps: number; readonly decay: number },
): LogisticFit {
  const yes = labels.filter((label) => label >= 0.5).length;
  const shares = labels.map((label) => 0.5 / (label >= 0.5 ? yes : labels.length - yes));
  let weights = start.slice();
  let ahead = start.slice();
  let bias = 0;
  let biasAhead = 0;
  let momentum = 1;
  // The curvature of the logistic loss is at most a quarter of the mean squared length.
  const curvature =
    vectors.reduce((sum, vector, index) => sum + shares[index]! * (dot(vector, vector) + 1), 0) / 4 + decay;
  for (let step = 0; step < steps; step++) {
    const slope = new Float32Array(start.length);
    let biasSlope = 0;
    for (let example = 0; example < vectors.length; example++) {
      const vector = vectors[example]!;
      const said = 1 / (1 + Math.exp(-(dot(ahead, vector) + biasAhead)));
      const error = shares[example]! * (said - labels[example]!);
      biasSlope += error;
      for (let i = 0; i < slope.length; i++) slope[i]! += error * vector[i]!;
    }
    const next = ahead.map((value, i) => value - (slope[i]! + decay * (value - start[i]!)) / curvature);
    const biasNext = biasAhead - biasSlope / curvature;
    const momentumNext = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const push = (momentum - 1) / momentumNext;
    ahead = next.map((value, i) => value + push * (value - weights[i]!));
    biasAhead = biasNext + push * (biasNext - bias);
    weights = next;
    bias = biasNext;
    momentum = momentumNext;
  }
  return { weights, bias };
}
