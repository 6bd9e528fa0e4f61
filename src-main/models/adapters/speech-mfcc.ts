import FFT from 'fft.js';

const sampleRate = 16_000;
const windowLength = 400;
const hop = 160;
const fftLength = 512;
const filters = 26;
const preemphasis = 0.97;
const lifter = 22;

/** Numbers of each frame. */
export const mfccCoefficients = 13;
/** Frames of sound a second. */
export const mfccRate = sampleRate / hop;

/**
 * Mel-frequency cepstral coefficients as the Python package python_speech_features defines them, which models of active
 * speakers are trained on: pre-emphasis of the whole sound, windows without a taper, 26 triangles between whole bins,
 * a lifter, and the logarithm of the energy in the place of coefficient 0. `[frames, 13]`.
 *
 * Note: why not `log-mel.ts`: that gives spectrograms of other definitions, with other triangles and a pre-emphasis of
 * each window. meyda was looked at and has its own triangles, without lifter and energy.
 * @param samples 16 kHz mono, in units of 16 bits (-32768..32767)
 * @param frames how many are wanted; the sound is cut, or goes on silently
 */
export function speechMfcc(samples: Float32Array, frames: number): Float32Array<ArrayBuffer> {
  const triangles = melTriangles();
  const cosines = cosineRows();
  const fft = new FFT(fftLength);
  const window = new Float64Array(fftLength);
  const spectrum = fft.createComplexArray();
  const powers = new Float64Array(fftLength / 2 + 1);
  const result = new Float32Array(frames * mfccCoefficients);
  const logs = new Float64Array(filters);
  for (let frame = 0; frame < frames; frame++) {
    for (let i = 0; i < windowLength; i++) {
      const at = frame * hop + i;
      window[i] = (samples[at] ?? 0) - (at > 0 && at < samples.length ? preemphasis * samples[at - 1]! : 0);
    }
    fft.realTransform(spectrum, window);
    for (let bin = 0; bin < powers.length; bin++) {
      powers[bin] = (spectrum[bin * 2]! ** 2 + spectrum[bin * 2 + 1]! ** 2) / fftLength;
    }
    triangles.forEach((weights, band) => {
      logs[band] = logOf(weights.reduce((sum, weight, bin) => sum + weight * powers[bin]!, 0));
    });
    const row = result.subarray(frame * mfccCoefficients, (frame + 1) * mfccCoefficients);
    cosines.forEach((cosine, k) => {
      row[k] = cosine.reduce((sum, value, band) => sum + value * logs[band]!, 0);
    });
    row[0] = logOf(powers.reduce((sum, power) => sum + power, 0));
  }
  return result;
}

/** Silence has no logarithm; the least step of a double stands for it. */
function logOf(energy: number): number {
  return Math.log(energy === 0 ? Number.EPSILON : energy);
}

/** `[26, 257]`: rising from one whole bin to the next and falling to the one after. */
function melTriangles(): Float64Array[] {
  const highest = 2595 * Math.log10(1 + sampleRate / 2 / 700);
  const bins = Array.from({ length: filters + 2 }, (_, at) => {
    const frequency = 700 * (10 ** ((at * highest) / (filters + 1) / 2595) - 1);
    return Math.floor(((fftLength + 1) * frequency) / sampleRate);
  });
  return Array.from({ length: filters }, (_, band) => {
    const [left, middle, right] = [bins[band]!, bins[band + 1]!, bins[band + 2]!];
    const weights = new Float64Array(fftLength / 2 + 1);
    for (let bin = left; bin < middle; bin++) weights[bin] = (bin - left) / (middle - left);
    for (let bin = middle; bin < right; bin++) weights[bin] = (right - bin) / (right - middle);
    return weights;
  });
}

/** `[13, 26]`: the orthonormal cosine transform (type 2), each row lifted. */
function cosineRows(): Float64Array[] {
  return Array.from({ length: mfccCoefficients }, (_, k) => {
    const lift = 1 + (lifter / 2) * Math.sin((Math.PI * k) / lifter);
    const scale = Math.sqrt((k === 0 ? 1 : 2) / filters) * lift;
    return Float64Array.from(
      { length: filters },
      (__, band) => scale * Math.cos((Math.PI * k * (band + 0.5)) / filters),
    );
  });
}
