import { framesIn, logMel, type LogMelShape } from './adapters/log-mel.ts';
import { PitchFinder, pitchWindow } from './pitch.ts';

/** Changes with anything that makes other frames of the same sound. */
export const voiceFrameModel = 'mfcc16-f0-1';
/** Mel-frequency cepstral coefficients 1 to 16 and the natural logarithm of the pitch in Hz. */
export const voiceDimension = 17;
const coefficients = 16;
/** Seconds from one frame to the next. */
export const frameSeconds = 0.02;

const sampleRate = 16_000;
export const frameHop = Math.round(frameSeconds * sampleRate);
const mel: LogMelShape = {
  sampleRate,
  window: 'hamming',
  windowLength: 512,
  hop: frameHop,
  fftLength: 512,
  bands: 30,
  lowest: 100,
  highest: 7600,
  power: 2,
  floor: { atLeast: 1e-9 },
  preemphasis: 0.97,
};

/** What a frame of sound tells of the voice in it. */
export interface VoiceFrame {
  /** Index of the frame's first sample. */
  readonly first: number;
  /** `[17]` */
  readonly values: Float64Array;
}

/**
 * Describes the voiced frames of 16 kHz mono sound. The fall of the spectrum and the pitch are the voice; loudness
 * (coefficient 0) is the microphone's, and whispers and hisses have no voice in them.
 *
 * Note: meyda was looked at for the coefficients. It has them with its own filters and without pre-emphasis, for
 * windows of a power of two, and brings two packages for its command line; the spectrogram was here, and what is left
 * of the work is a cosine transform.
 */
export class VoiceDescriber {
  readonly #pitch = new PitchFinder();
  readonly #cosines = Array.from({ length: coefficients }, (_, k) =>
    Float64Array.from({ length: mel.bands }, (_, band) =>
      Math.cos((Math.PI * (k + 1) * (band + 0.5)) / mel.bands),
    ),
  );

  /** Frames of `samples`, whose last {@link pitchWindow} may be too few for one more. */
  describe(samples: Float32Array): VoiceFrame[] {
    const bands = logMel(samples, mel);
    const frames: VoiceFrame[] = [];
    for (let frame = 0; frame < framesIn(samples.length, mel); frame++) {
      const first = frame * frameHop;
      const middle = first + mel.windowLength / 2;
      const pitchFrom = Math.min(Math.max(0, middle - pitchWindow / 2), samples.length - pitchWindow);
      if (pitchFrom < 0) continue;
      const pitch = this.#pitch.find(samples, pitchFrom);
      if (pitch === null) continue;
      const values = new Float64Array(voiceDimension);
      for (let k = 0; k < coefficients; k++) {
        for (let band = 0; band < mel.bands; band++) {
          values[k]! += this.#cosines[k]![band]! * bands[frame * mel.bands + band]!;
        }
        values[k]! *= Math.sqrt(2 / mel.bands);
      }
      values[coefficients] = Math.log(pitch);
      frames.push({ first, values });
    }
    return frames;
  }
}
