import { framesIn, kaldiFbank, logMel } from './log-mel.ts';
import { outputFloats } from './model-outputs.ts';
import { floatTensor } from '../onnx-session.ts';
import { normalised } from '../../domain/vector.ts';
import type { SpeakerDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type { SpeakerEmbedder } from '../families/speaker-embedder.ts';

/** Kaldi counts samples as whole numbers of 16 bits. */
const sampleScale = 32_768;

/** WeSpeaker, CAM++ and ERes2Net: a vector from 80 mel bands, each with its mean over the time taken off. */
export class FbankSpeakerEmbedder implements SpeakerEmbedder {
  readonly modelId: string;
  readonly minSeconds: number;
  readonly threshold: number;
  readonly #description: SpeakerDescription;
  readonly #session: ModelSession;

  constructor(description: SpeakerDescription, session: ModelSession) {
    this.modelId = description.id;
    this.minSeconds = description.minSeconds;
    this.threshold = description.threshold;
    this.#description = description;
    this.#session = session;
  }

  async describe(samples: Float32Array): Promise<Float32Array> {
    const frames = framesIn(samples.length, kaldiFbank);
    if (frames < 1 || samples.length < this.minSeconds * kaldiFbank.sampleRate) {
      throw new RangeError(`A voice is known from ${this.minSeconds} s of speech on.`);
    }
    const { input, output, dimension } = this.#description;
    const { bands } = kaldiFbank;
    const features = logMel(
      samples.map((value) => value * sampleScale),
      kaldiFbank,
    );
    takeMeansOff(features, bands);
    const outputs = await this.#session.run({ [input]: floatTensor(features, [1, frames, bands]) });
    const voice = outputFloats(outputs, output);
    if (dimension !== undefined && voice.length !== dimension) {
      throw new Error(`The model ${this.modelId} gave ${voice.length} values instead of ${dimension}.`);
    }
    return normalised(voice);
  }
}

function takeMeansOff(features: Float32Array, bands: number): void {
  const means = new Float64Array(bands);
  const frames = features.length / bands;
  features.forEach((value, at) => (means[at % bands]! += value / frames));
  features.forEach((value, at) => (features[at] = value - means[at % bands]!));
}
