import FFT from 'fft.js';
import { totalDuration, type Interval } from '../domain/interval.ts';

/** How lines lie to the voices of a film. */
export type AlignmentVerdict = 'fits' | 'moved' | 'another-film' | 'too-little';

export interface Alignment {
  readonly verdict: AlignmentVerdict;
  /** What makes the lines fit: `time * scale + shift`, seconds. */
  readonly shift: number;
  readonly scale: number;
  /** Correlation of lines and voices over time, -1..1: as they are, and as they fit best. */
  readonly agreementNow: number;
  readonly agreement: number;
}

/** Films are run at these rates, and subtitles made for one of them are used with another. */
const rates = [24_000 / 1001, 24, 25];
const scales = [...new Set(rates.flatMap((from) => rates.map((to) => Number((from / to).toFixed(9)))))];
const stepSeconds = 0.05;
/** Farther than this lines are not moved. */
const mostShiftSeconds = 300;
/** Less than this is within the reach of how people time subtitles. */
const closeSeconds = 0.3;
/** By how much another rate must fit better before it is believed. */
const scaleGain = 0.04;
/** What real subtitles reach with the voices of their own film; those of others stay below. */
const leastAgreement = 0.3;
/** A place counts only when no other place, this far from it, fits nearly as well. */
const apartSeconds = 3;
const leastLead = 0.06;
const leastLines = 4;
const leastSpeechSeconds = 4;

/**
 * Finds how lines of dialogue lie to the stretches in which somebody speaks: whether they fit, are shifted or were made
 * for another frame rate, or belong to another film. By correlation of both over time, at each of the usual rates.
 * @param lines of speech, in seconds
 * @param speech stretches of voice in the film's sound, sorted
 */
export function alignLines(
  lines: readonly Interval[],
  speech: readonly Interval[],
  duration: number,
): Alignment {
  const spoken = totalDuration(speech);
  const unmoved = { shift: 0, scale: 1, agreementNow: 0, agreement: 0 };
  if (lines.length < leastLines || spoken < leastSpeechSeconds) return { verdict: 'too-little', ...unmoved };
  const lineEnd = Math.max(...lines.map(({ end }) => end)) * Math.max(...scales);
  const length = Math.ceil(Math.max(duration, lineEnd) / stepSeconds) + 1;
  const correlate = correlator(mask(speech, length, 1), Math.round(mostShiftSeconds / stepSeconds));
  const found = scales.map((scale) => ({ scale, ...correlate(mask(lines, length, scale)) }));
  const plain = found.find(({ scale }) => scale === 1)!;
  const best = found.reduce((a, b) => (b.peak > a.peak ? b : a));
  const { scale, lag, peak, second } = best.peak > plain.peak + scaleGain ? best : plain;
  const agreements = { agreementNow: plain.unmoved, agreement: peak };
  if (peak < leastAgreement || peak - second < leastLead) {
    return { verdict: 'another-film', shift: 0, scale: 1, ...agreements };
  }
  const shift = Number((lag * stepSeconds).toFixed(2));
  if (scale === 1 && Math.abs(shift) <= closeSeconds) return { verdict: 'fits', ...unmoved, ...agreements };
  return { verdict: 'moved', shift, scale, ...agreements };
}

/** 1 in every step that an interval covers for the most part, 0 elsewhere, less the mean. */
function mask(intervals: readonly Interval[], length: number, scale: number): Float64Array {
  const covered = new Float64Array(length);
  for (const { start, end } of intervals) {
    const from = Math.max(0, Math.round((start * scale) / stepSeconds));
    covered.fill(1, from, Math.max(from, Math.min(length, Math.round((end * scale) / stepSeconds))));
  }
  const mean = covered.reduce((sum, value) => sum + value, 0) / length;
  return covered.map((value) => value - mean);
}

interface Correlation {
  /** Steps that the lines have to be moved by. */
  readonly lag: number;
  readonly peak: number;
  /** The best place that is apart from the peak. */
  readonly second: number;
  /** The correlation without moving. */
  readonly unmoved: number;
}

/** Pearson's correlation with a signal at every lag up to `mostLag`, by way of its spectrum. */
function correlator(signal: Float64Array, mostLag: number): (other: Float64Array) => Correlation {
  const size = 2 ** Math.ceil(Math.log2(signal.length + Math.min(mostLag, signal.length) + 1));
  const fft = new FFT(size);
  const spectrumOf = (values: Float64Array): number[] => {
    const padded = new Float64Array(size);
    padded.set(values);
    const spectrum = fft.createComplexArray();
    fft.realTransform(spectrum, padded);
    fft.completeSpectrum(spectrum);
    return spectrum;
  };
  const own = spectrumOf(signal);
  const energy = Math.sqrt(energyOf(signal));
  const lags = Math.min(mostLag, signal.length - 1);
  return (other) => {
    const spectrum = spectrumOf(other);
    const product = fft.createComplexArray();
    for (let i = 0; i < product.length; i += 2) {
      const [a, b, c, d] = [own[i]!, own[i + 1]!, spectrum[i]!, spectrum[i + 1]!];
      product[i] = a * c + b * d;
      product[i + 1] = b * c - a * d;
    }
    const result = fft.createComplexArray();
    fft.inverseTransform(result, product);
    const norm = energy * Math.sqrt(energyOf(other)) || 1;
    const at = (lag: number): number => result[2 * ((lag + size) % size)]! / norm;
    let lag = 0;
    for (let i = -lags; i <= lags; i++) if (at(i) > at(lag)) lag = i;
    let second = -1;
    const apart = apartSeconds / stepSeconds;
    for (let i = -lags; i <= lags; i++) if (Math.abs(i - lag) > apart) second = Math.max(second, at(i));
    return { lag, peak: at(lag), second, unmoved: at(0) };
  };
}

function energyOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
