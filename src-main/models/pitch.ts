import FFT from 'fft.js';

const sampleRate = 16_000;
/** Pitch is sought at half the rate, which tells lags well enough. */
const reduction = 2;
const windowLength = 512;
const fftLength = 2 * windowLength;
const lowest = 60;
const highest = 500;
/** Likeness of a voice to itself one period later, 0..1, from which it counts as voiced (Boersma 1993). */
const voicedFrom = 0.5;
/** What an octave upwards is worth: a voice is as like itself after two periods as after one. */
const octaveCost = 0.01;

/** Samples at 16 kHz that are looked at together. */
export const pitchWindow = windowLength * reduction;

/**
 * Tells the pitch of a voice by autocorrelation, the window's own taken out (Boersma, "Accurate short-term analysis of
 * the fundamental frequency", 1993).
 */
export class PitchFinder {
  readonly #fft = new FFT(fftLength);
  readonly #window = Float64Array.from(
    { length: windowLength },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / windowLength),
  );
  readonly #padded = new Float64Array(fftLength);
  readonly #spectrum = this.#fft.createComplexArray();
  readonly #windowLikeness: Float64Array;

  constructor() {
    const likeness = this.#likeness(this.#window);
    this.#windowLikeness = likeness.map((value) => value / likeness[0]!);
  }

  /** Hz, or null where nothing has a pitch. `samples` holds {@link pitchWindow} values of 16 kHz sound from `from` on. */
  find(samples: Float32Array, from: number): number | null {
    const heard = new Float64Array(windowLength);
    let mean = 0;
    for (let i = 0; i < windowLength; i++) {
      // The mean of four samples leaves out what lies above 2 kHz, whose periods are too short for the lags.
      for (let k = 0; k < 4; k++) heard[i]! += samples[from + i * reduction + k] ?? 0;
      mean += heard[i]! / windowLength;
    }
    for (let i = 0; i < windowLength; i++) heard[i] = (heard[i]! - mean) * this.#window[i]!;
    const likeness = this.#likeness(heard);
    if (!(likeness[0]! > 1e-6)) return null;
    const at = (lag: number): number => likeness[lag]! / likeness[0]! / this.#windowLikeness[lag]!;
    const rate = sampleRate / reduction;
    let best = -1;
    let found: number | null = null;
    for (let lag = Math.floor(rate / highest); lag <= rate / lowest; lag++) {
      const here = at(lag);
      if (here < voicedFrom || here < at(lag - 1) || here < at(lag + 1)) continue;
      // A short period lies between two lags, and its peak above both.
      const [slope, bend] = [at(lag + 1) - at(lag - 1), at(lag + 1) - 2 * here + at(lag - 1)];
      const shift = bend < 0 ? -slope / (2 * bend) : 0;
      const worth = here + (slope * shift) / 4 - octaveCost * Math.log2((lag * lowest) / rate);
      if (worth <= best) continue;
      best = worth;
      found = rate / (lag + shift);
    }
    return found;
  }

  /** Autocorrelation by lag, as long as the window. */
  #likeness(values: Float64Array): Float64Array {
    this.#padded.fill(0);
    this.#padded.set(values);
    this.#fft.realTransform(this.#spectrum, this.#padded);
    const half = fftLength / 2;
    // Powers are real and the same forwards and backwards, so that transforming once more is transforming back.
    for (let bin = 0; bin <= half; bin++) {
      const power = this.#spectrum[2 * bin]! ** 2 + this.#spectrum[2 * bin + 1]! ** 2;
      this.#padded[bin] = power;
      if (bin > 0 && bin < half) this.#padded[fftLength - bin] = power;
    }
    this.#fft.realTransform(this.#spectrum, this.#padded);
    return Float64Array.from({ length: half }, (_, lag) => this.#spectrum[2 * lag]! / fftLength);
  }
}
