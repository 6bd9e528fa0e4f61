import FFT from 'fft.js';

/** How a spectrogram is made. Frequencies in Hz, lengths in samples. */
export interface LogMelShape {
  readonly sampleRate: number;
  readonly window: 'hann' | 'hamming';
  readonly windowLength: number;
  readonly hop: number;
  readonly fftLength: number;
  readonly bands: number;
  readonly lowest: number;
  readonly highest: number;
  /** 1 for magnitudes, 2 for powers. */
  readonly power: 1 | 2;
  /** Added before the logarithm, or the least value that is let through to it. */
  readonly floor: { readonly add: number } | { readonly atLeast: number };
  /** Kaldi's preparation of each window: the mean taken off, then `x[i] - c * x[i - 1]`. */
  readonly preemphasis?: number;
}

/** YAMNet's: 64 HTK mel bands from 125 to 7500 Hz, ln(magnitude + 0.001), 100 frames a second. */
export const yamnetMel: LogMelShape = {
  sampleRate: 16_000,
  window: 'hann',
  windowLength: 400,
  hop: 160,
  fftLength: 512,
  bands: 64,
  lowest: 125,
  highest: 7500,
  power: 1,
  floor: { add: 0.001 },
};

/** Kaldi's filter bank of 80 bands as speaker models take it: samples of 16 bits, Hamming window, power spectrum. */
export const kaldiFbank: LogMelShape = {
  sampleRate: 16_000,
  window: 'hamming',
  windowLength: 400,
  hop: 160,
  fftLength: 512,
  bands: 80,
  lowest: 20,
  highest: 8000,
  power: 2,
  floor: { atLeast: 1.1920929e-7 },
  preemphasis: 0.97,
};

/** Frames that fit wholly into so many samples. */
export function framesIn(samples: number, { windowLength, hop }: LogMelShape): number {
  return samples < windowLength ? 0 : 1 + Math.floor((samples - windowLength) / hop);
}

/**
 * Natural logarithms of mel band energies, `[framesIn(samples), bands]`; no padding.
 *
 * Note: fft.js transforms, the rest is here. meyda and the transformers library were looked at: the first has neither
 * band edges nor floors of these kinds, the second keeps its spectrogram to itself but for whole feature extractors, one
 * of which is the referee of the Kaldi kind in the tests.
 */
export function logMel(samples: Float32Array, shape: LogMelShape): Float32Array<ArrayBuffer> {
  const frames = framesIn(samples.length, shape);
  const { windowLength, hop, fftLength, bands, power, floor, preemphasis } = shape;
  const window = windowOf(shape);
  const filters = melFilters(shape);
  const fft = new FFT(fftLength);
  const frame = new Float64Array(fftLength);
  const spectrum = fft.createComplexArray();
  const energies = new Float64Array(fftLength / 2 + 1);
  const result = new Float32Array(frames * bands);
  for (let index = 0; index < frames; index++) {
    for (let i = 0; i < windowLength; i++) frame[i] = samples[index * hop + i]!;
    if (preemphasis !== undefined) emphasise(frame, windowLength, preemphasis);
    for (let i = 0; i < windowLength; i++) frame[i]! *= window[i]!;
    fft.realTransform(spectrum, frame);
    for (let bin = 0; bin < energies.length; bin++) {
      const square = spectrum[bin * 2]! ** 2 + spectrum[bin * 2 + 1]! ** 2;
      energies[bin] = power === 1 ? Math.sqrt(square) : square;
    }
    for (let band = 0; band < bands; band++) {
      const { first, weights } = filters[band]!;
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += energies[first + i]! * weights[i]!;
      const value = 'add' in floor ? sum + floor.add : Math.max(sum, floor.atLeast);
      result[index * bands + band] = Math.log(value);
    }
  }
  return result;
}

function emphasise(frame: Float64Array, length: number, factor: number): void {
  let mean = 0;
  for (let i = 0; i < length; i++) mean += frame[i]! / length;
  for (let i = 0; i < length; i++) frame[i]! -= mean;
  for (let i = length - 1; i > 0; i--) frame[i]! -= factor * frame[i - 1]!;
  frame[0]! *= 1 - factor;
}

/** Hann's window is periodic as TensorFlow's, Hamming's symmetric as Kaldi's. */
function windowOf({ window, windowLength }: LogMelShape): Float64Array {
  return Float64Array.from({ length: windowLength }, (_, i) =>
    window === 'hann'
      ? 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / windowLength)
      : 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (windowLength - 1)),
  );
}

const mel = (frequency: number): number => 1127 * Math.log(1 + frequency / 700);

/** Triangles of even width in mel (HTK's formula, as TensorFlow and Kaldi have it); each with its first bin. */
function melFilters(shape: LogMelShape): { first: number; weights: Float64Array }[] {
  const { sampleRate, fftLength, bands, lowest, highest } = shape;
  const start = mel(lowest);
  const step = (mel(highest) - start) / (bands + 1);
  // The bin of the constant part belongs to no band.
  const bins = Array.from({ length: fftLength / 2 }, (_, i) => mel(((i + 1) * sampleRate) / fftLength));
  return Array.from({ length: bands }, (_, band) => {
    const left = start + band * step;
    const height = (value: number): number =>
      Math.min((value - left) / step, (left + 2 * step - value) / step);
    const inside = bins.flatMap((value, i) => (height(value) > 0 ? [i] : []));
    const first = inside[0] ?? 0;
    return { first: first + 1, weights: Float64Array.from(inside, (i) => height(bins[i]!)) };
  });
}
