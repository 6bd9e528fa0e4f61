import { dot } from '../../domain/vector.ts';
import { fitLogistic } from './logistic.ts';

/** Tells one thing from everything else: the probability that a region shows it is `sigmoid(weights · region + bias)`. */
export interface ConceptHead {
  /** `[dimension]` */
  readonly weights: Float32Array;
  readonly bias: number;
}

/** What a head is trained on. Vectors are regions of length 1, `[dimension]`. */
export interface HeadExamples {
  /** By template: what it looks like there, as it is and as it might be. */
  readonly templates: readonly (readonly Float32Array[])[];
  /** Regions that do not show it, of every kind. */
  readonly background: readonly Float32Array[];
  /** What is most easily taken for it: things of its class, other concepts. May be among the background too. */
  readonly rivals: readonly Float32Array[];
}

/** Variances of few examples say little: this many examples' worth of the mean variance is added. */
const varianceShrink = 20;
const trials = { steps: 120, decay: 0.003 };

export function probabilityOf({ weights, bias }: ConceptHead, region: Float32Array): number {
  return 1 / (1 + Math.exp(-(dot(weights, region) + bias)));
}

/**
 * Trains a head: regions are standardised by the background, a logistic regression that begins with the direction from the
 * class to the instance parts them, and its scores are calibrated on templates that it was not trained on.
 *
 * Note: calibration with few templates
 * A score is calibrated on templates that were left out of training in their turn. With one template there is nothing to
 * leave out: what it might look like stands in for it.
 * Throws a RangeError without templates or background.
 */
export function trainHead({ templates, background, rivals }: HeadExamples): ConceptHead {
  const first = templates[0]?.[0];
  if (!first || background.length === 0) throw new RangeError('A head needs templates and a background.');
  const scale = standardOf(background);
  const negatives = [...background, ...rivals, ...rivals].map((vector) => scaled(vector, scale));
  const positives = templates.map((looks) => looks.map((look) => scaled(look, scale)));
  const direction = separate(positives.flat(), negatives);
  const calibrated = calibrate(positives, negatives, direction);
  // Standardising, the regression and the calibration are linear, so that one product does all three.
  const weights = new Float32Array(first.length);
  let bias = calibrated.slope * direction.bias + calibrated.offset;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = (calibrated.slope * direction.weights[i]!) / scale.deviation[i]!;
    bias -= weights[i]! * scale.mean[i]!;
  }
  return { weights, bias };
}

interface Standard {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

function standardOf(vectors: readonly Float32Array[]): Standard {
  const length = vectors[0]!.length;
  const mean = new Float32Array(length);
  for (const vector of vectors) for (let i = 0; i < length; i++) mean[i]! += vector[i]! / vectors.length;
  const variance = new Float64Array(length);
  for (const vector of vectors) {
    for (let i = 0; i < length; i++) variance[i]! += (vector[i]! - mean[i]!) ** 2;
  }
  const usual = variance.reduce((sum, value) => sum + value, 0) / length / vectors.length;
  const deviation = Float32Array.from(variance, (sum) =>
    // Scaled so that standardised vectors are about 1 long, whatever their dimension.
    Math.sqrt(((sum + varianceShrink * usual) / (vectors.length + varianceShrink)) * length + 1e-9),
  );
  return { mean, deviation };
}

function scaled(vector: Float32Array, { mean, deviation }: Standard): Float32Array {
  return vector.map((value, i) => (value - mean[i]!) / deviation[i]!);
}

function separate(positives: readonly Float32Array[], negatives: readonly Float32Array[]): ConceptHead {
  const start = meanOf(positives);
  const generic = meanOf(negatives);
  for (let i = 0; i < start.length; i++) start[i] = 4 * (start[i]! - generic[i]!);
  const labels = [...positives.map(() => 1), ...negatives.map(() => 0)];
  return fitLogistic([...positives, ...negatives], labels, start, trials);
}

/** Slope and offset that turn the direction's scores into probabilities (Platt scaling with softened targets). */
function calibrate(
  positives: readonly (readonly Float32Array[])[],
  negatives: readonly Float32Array[],
  direction: ConceptHead,
): { slope: number; offset: number } {
  const held: number[] = [];
  const against: number[] = [];
  // Every score is on the scale of the whole direction: the left-out ones are moved by what the negatives moved.
  const usual = spreadOf(negatives.map((vector) => scoreOf(direction, vector)));
  positives.forEach((looks, index) => {
    const others = positives.filter((_, other) => other !== index).flat();
    const partial = others.length > 0 ? separate(others, negatives) : direction;
    const own = negatives.map((vector) => scoreOf(partial, vector));
    const spread = spreadOf(own);
    const move = (score: number): number =>
      ((score - spread.mean) / spread.deviation) * usual.deviation + usual.mean;
    held.push(move(scoreOf(partial, looks[0]!)));
    against.push(...own.map(move));
  });
  const target = {
    yes: (held.length + 1) / (held.length + 2),
    no: 1 / (against.length / positives.length + 2),
  };
  const scores = [...held, ...against].map((score) => Float32Array.of(score));
  const labels = [...held.map(() => target.yes), ...against.map(() => target.no)];
  const fit = fitLogistic(scores, labels, Float32Array.of(1), { steps: 300, decay: 0 });
  return { slope: Math.max(0.2, fit.weights[0]!), offset: fit.bias };
}

function scoreOf({ weights, bias }: ConceptHead, vector: Float32Array): number {
  return dot(weights, vector) + bias;
}

function spreadOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) + 1e-6 };
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]!.length);
  for (const vector of vectors) for (let i = 0; i < mean.length; i++) mean[i]! += vector[i]! / vectors.length;
  return mean;
}
