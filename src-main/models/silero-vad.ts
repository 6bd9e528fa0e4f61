import {
  floatsOf,
  floatTensor,
  wholeNumberTensor,
  type ModelTensor,
  type OnnxSession,
} from './onnx-session.ts';
import type { VoiceActivityDetector } from './model-interfaces.ts';

const sampleRate = 16_000n;
/** Samples of the step before that the model wants to see again in front of each step. */
const contextSize = 64;
const stateShape = [2, 1, 128];

const freshState = (): ModelTensor => floatTensor(new Float32Array(2 * 128), stateShape);

/** What the model takes for one step of silence. */
export function silentStep(): Readonly<Record<string, ModelTensor>> {
  const samples = contextSize + 512;
  return {
    input: floatTensor(new Float32Array(samples), [1, samples]),
    state: freshState(),
    sr: wholeNumberTensor(sampleRate),
  };
}

/** Silero VAD on 32 ms steps of 16 kHz mono sound. Steps depend on each other: await one before the next. */
export class SileroVad implements VoiceActivityDetector {
  readonly modelId: string;
  readonly stepSize = 512;
  readonly #session: OnnxSession;
  readonly #rate = wholeNumberTensor(sampleRate);
  #state = freshState();
  #context = new Float32Array(contextSize);
  #running = false;

  constructor(session: OnnxSession) {
    this.modelId = session.model.id;
    this.#session = session;
  }

  async step(samples: Float32Array): Promise<number> {
    if (samples.length !== this.stepSize) {
      throw new RangeError(`A step of voice activity has ${this.stepSize} samples, not ${samples.length}.`);
    }
    if (this.#running) throw new Error('A step of voice activity was started before the last one ended.');
    const input = new Float32Array(contextSize + this.stepSize);
    input.set(this.#context);
    input.set(samples, contextSize);
    this.#running = true;
    try {
      const outputs = await this.#session.run({
        input: floatTensor(input, [1, input.length]),
        state: this.#state,
        sr: this.#rate,
      });
      this.#state = floatTensor(floatsOf(outputs, 'stateN'), stateShape);
      this.#context = samples.slice(-contextSize);
      return floatsOf(outputs, 'output')[0]!;
    } finally {
      this.#running = false;
    }
  }

  reset(): void {
    this.#state = freshState();
    this.#context = new Float32Array(contextSize);
  }
}
