import { voiceDimension as size } from '../../models/voice-frames.ts';
import type { VoiceSum } from './voice-sum.ts';

/** A voice as a normal distribution over its frames. */
export interface VoiceGaussian {
  /** `[17]` */
  readonly mean: Float64Array;
  /** `[17, 17]` */
  readonly covariance: Float64Array;
  /** `[17, 17]`: the inverse of the covariance. */
  readonly precision: Float64Array;
  /** Logarithm of the covariance's determinant. */
  readonly logVolume: number;
}

/** Frames of the pool that a voice's mean and its covariance are mixed with. */
export interface Shrinkage {
  readonly mean: number;
  readonly covariance: number;
}

export const usualShrinkage: Shrinkage = { mean: 4, covariance: 60 };
/** Added to each variance: a voice that was hardly heard is not known to the last digit. */
const leastVariance = 1e-4;

/** The distribution of all frames, for others to be shrunk towards. Null for too few of them. */
export function poolGaussian(voice: VoiceSum): VoiceGaussian | null {
  if (voice.count <= 2 * size) return null;
  const { mean, covariance } = momentsOf(voice);
  return gaussian(mean, covariance);
}

/** A voice's distribution, drawn towards the pool's the more, the less of the voice was heard. */
export function fitVoice(voice: VoiceSum, pool: VoiceGaussian, shrinkage = usualShrinkage): VoiceGaussian {
  const { count } = voice;
  if (count === 0) return pool;
  const { mean: own, covariance: spread } = momentsOf(voice);
  const mean = own.map(
    (value, i) => (count * value + shrinkage.mean * pool.mean[i]!) / (count + shrinkage.mean),
  );
  const share = count / (count + shrinkage.covariance);
  return gaussian(
    mean,
    spread.map((value, i) => share * value + (1 - share) * pool.covariance[i]!),
  );
}

/** The mean log-likelihood of a voice's frames under a distribution, in nats a frame. NaN without frames. */
export function likelihood(voice: VoiceSum, { mean, precision, logVolume }: VoiceGaussian): number {
  const { count, sum, products } = voice;
  // The trace of the precision times the frames' scatter about the mean.
  let trace = 0;
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const scatter =
        (products[i * size + j]! - mean[i]! * sum[j]! - mean[j]! * sum[i]!) / count + mean[i]! * mean[j]!;
      trace += (i === j ? 1 : 2) * precision[i * size + j]! * scatter;
    }
  }
  return -0.5 * (size * Math.log(2 * Math.PI) + logVolume + trace);
}

/** The log-likelihood of one frame under a distribution, in nats. */
export function frameLikelihood(
  frame: ArrayLike<number>,
  { mean, precision, logVolume }: VoiceGaussian,
): number {
  let distance = 0;
  for (let i = 0; i < size; i++) {
    const apart = frame[i]! - mean[i]!;
    let product = 0.5 * precision[i * size + i]! * apart;
    for (let j = i + 1; j < size; j++) product += precision[i * size + j]! * (frame[j]! - mean[j]!);
    distance += 2 * apart * product;
  }
  return -0.5 * (size * Math.log(2 * Math.PI) + logVolume + distance);
}

/** Mean and full covariance of the frames themselves. */
function momentsOf({ count, sum, products }: VoiceSum): { mean: Float64Array; covariance: Float64Array } {
  const mean = sum.map((value) => value / count);
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const value = products[i * size + j]! / count - mean[i]! * mean[j]!;
      covariance[i * size + j] = value;
      covariance[j * size + i] = value;
    }
  }
  return { mean, covariance };
}

/** With the precision by way of the Cholesky factor `L`: the covariance is `L Lᵀ`, the precision `L⁻ᵀ L⁻¹`. */
function gaussian(mean: Float64Array, spread: Float64Array): VoiceGaussian {
  const covariance = Float64Array.from(spread);
  const factor = new Float64Array(size * size);
  let logVolume = 0;
  for (let i = 0; i < size; i++) {
    covariance[i * size + i]! += leastVariance;
    for (let j = 0; j <= i; j++) {
      let sum = covariance[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      factor[i * size + j] = i === j ? Math.sqrt(Math.max(sum, leastVariance)) : sum / factor[j * size + j]!;
    }
    logVolume += 2 * Math.log(factor[i * size + i]!);
  }
  return { mean, covariance, precision: squareOf(inverseOf(factor)), logVolume };
}

/** The inverse of a lower triangle. */
function inverseOf(factor: Float64Array): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    inverse[j * size + j] = 1 / factor[j * size + j]!;
    for (let i = j + 1; i < size; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= factor[i * size + k]! * inverse[k * size + j]!;
      inverse[i * size + j] = sum / factor[i * size + i]!;
    }
  }
  return inverse;
}

/** `Tᵀ T` of a lower triangle. */
function squareOf(triangle: Float64Array): Float64Array {
  const square = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      let sum = 0;
      for (let k = j; k < size; k++) sum += triangle[k * size + i]! * triangle[k * size + j]!;
      square[i * size + j] = sum;
      square[j * size + i] = sum;
    }
  }
  return square;
}
