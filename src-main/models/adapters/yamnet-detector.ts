import { logMel, yamnetMel } from './log-mel.ts';
import { floatsOf, floatTensor } from '../onnx-session.ts';
import type { AudioEventDetector, AudioWindow } from '../families/audio-event-detector.ts';
import type { AudioEventDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';

/** Frames of the spectrogram that the model looks at together: 0.96 s. */
const windowFrames = 96;
/** Frames from one window to the next: half of it. */
const stepFrames = 48;

/** YAMNet: 521 kinds of sounds in windows of 0.96 s, one every 0.48 s. */
export class YamnetDetector implements AudioEventDetector {
  readonly modelId: string;
  readonly classes: readonly string[];
  readonly windowSeconds = (windowFrames * yamnetMel.hop) / yamnetMel.sampleRate;
  readonly #description: AudioEventDescription;
  readonly #session: ModelSession;

  constructor(description: AudioEventDescription, classes: readonly string[], session: ModelSession) {
    this.modelId = description.id;
    this.classes = classes;
    this.#description = description;
    this.#session = session;
  }

  async detect(samples: Float32Array): Promise<AudioWindow[]> {
    const padded = paddedToWindows(samples);
    const scores =
      this.#description.inputIs === 'waveform'
        ? await this.#ofWaveform(padded)
        : await this.#ofSpectrogram(padded);
    const step = (stepFrames * yamnetMel.hop) / yamnetMel.sampleRate;
    const windows = windowsIn(padded.length);
    return scores.slice(0, windows).map((values, index) => ({
      start: index * step,
      end: index * step + this.windowSeconds,
      scores: values,
    }));
  }

  async #ofSpectrogram(samples: Float32Array): Promise<Float32Array[]> {
    const { input, output } = this.#description;
    const spectrogram = logMel(samples, yamnetMel);
    const size = windowFrames * yamnetMel.bands;
    const result: Float32Array[] = [];
    for (let window = 0; window < windowsIn(samples.length); window++) {
      const first = window * stepFrames * yamnetMel.bands;
      const values = spectrogram.slice(first, first + size);
      const outputs = await this.#session.run({
        [input]: floatTensor(values, [1, windowFrames, yamnetMel.bands]),
      });
      result.push(...this.#split(floatsOf(outputs, output)));
    }
    return result;
  }

  /** The graph cuts the sound into the same windows by itself. */
  async #ofWaveform(samples: Float32Array): Promise<Float32Array[]> {
    const { input, output } = this.#description;
    const outputs = await this.#session.run({ [input]: floatTensor(samples, [samples.length]) });
    return this.#split(floatsOf(outputs, output));
  }

  #split(scores: Float32Array): Float32Array[] {
    const width = this.classes.length;
    if (scores.length === 0 || scores.length % width !== 0) {
      throw new Error(`The model ${this.modelId} does not score ${width} classes.`);
    }
    return Array.from({ length: scores.length / width }, (_, i) => scores.slice(i * width, (i + 1) * width));
  }
}

const windowSamples = (windowFrames - 1) * yamnetMel.hop + yamnetMel.windowLength;
const stepSamples = stepFrames * yamnetMel.hop;

function windowsIn(samples: number): number {
  return 1 + Math.floor((samples - windowSamples) / stepSamples);
}

/** The sound with silence behind it, so that windows cover it to its end. */
function paddedToWindows(samples: Float32Array): Float32Array<ArrayBuffer> {
  const steps = Math.max(0, Math.ceil((samples.length - windowSamples) / stepSamples));
  const result = new Float32Array(windowSamples + steps * stepSamples);
  result.set(samples);
  return result;
}
