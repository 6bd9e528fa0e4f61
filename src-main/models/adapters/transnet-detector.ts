import { sampleAffine } from '../affine-sampler.ts';
import { floatsOf, floatTensor } from '../onnx-session.ts';
import { TransitionRuns } from './transition-runs.ts';
import type { Frame } from '../../domain/image.ts';
import type { ShotBoundary } from '../../domain/shot.ts';
import type { ShotBoundaryDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type { ShotBoundaryModel, ShotBoundaryWatch } from '../families/shot-boundary-model.ts';

/** Root mean square distance from black or white, 0..255, below which a picture is blank. */
const blank = 14;

/** TransNet V2 (Souček and Lokoč 2020) and models that take and give the same. */
export class TransnetDetector implements ShotBoundaryModel {
  readonly modelId: string;
  readonly #description: ShotBoundaryDescription;
  readonly #session: ModelSession;

  constructor(description: ShotBoundaryDescription, session: ModelSession) {
    this.modelId = description.id;
    this.#description = description;
    this.#session = session;
  }

  watch(): ShotBoundaryWatch {
    return new TransnetWatch(this.#description, this.#session);
  }
}

/**
 * Fills windows with pictures and asks the graph about each full one. Windows overlap by their context, so that every
 * picture is judged with as many before it and behind it; the first picture stands in for what was before the film, the
 * last for what is behind it. Holds one window, whatever the film's length.
 */
class TransnetWatch implements ShotBoundaryWatch {
  readonly #description: ShotBoundaryDescription;
  readonly #session: ModelSession;
  readonly #runs: TransitionRuns;
  /** Numbers of one picture. */
  readonly #size: number;
  readonly #values: Float32Array<ArrayBuffer>;
  #filled = 0;
  /** The pictures that are not judged yet. */
  readonly #waiting: { time: number; isBlank: boolean }[] = [];

  constructor(description: ShotBoundaryDescription, session: ModelSession) {
    this.#description = description;
    this.#session = session;
    this.#runs = new TransitionRuns(description.threshold);
    this.#size = description.input.width * description.input.height * 3;
    this.#values = new Float32Array(description.window * this.#size);
  }

  async push(frame: Frame): Promise<ShotBoundary[]> {
    const values = this.#squeezed(frame);
    while (this.#filled < this.#description.context) this.#append(values);
    this.#append(values);
    this.#waiting.push({ time: frame.time, isBlank: isBlank(values) });
    return this.#filled === this.#description.window ? this.#judge() : [];
  }

  async finish(): Promise<ShotBoundary[]> {
    const found: ShotBoundary[] = [];
    while (this.#waiting.length > 0) {
      const last = this.#values.slice((this.#filled - 1) * this.#size, this.#filled * this.#size);
      while (this.#filled < this.#description.window) this.#append(last);
      found.push(...(await this.#judge()));
    }
    return found;
  }

  /** Asks about a full window, and keeps of it what the next one begins with. */
  async #judge(): Promise<ShotBoundary[]> {
    const { input, window, context, output, transitionOutput } = this.#description;
    const shape = [1, window, input.height, input.width, 3];
    const outputs = await this.#session.run({ [input.name]: floatTensor(this.#values.slice(), shape) });
    const boundary = floatsOf(outputs, output);
    const transition = transitionOutput === undefined ? boundary : floatsOf(outputs, transitionOutput);
    if (boundary.length !== window || transition.length !== window) {
      throw new Error(`The model ${this.#description.id} does not answer for ${window} pictures.`);
    }
    const judged = window - 2 * context;
    this.#values.copyWithin(0, judged * this.#size);
    this.#filled = window - judged;
    return this.#waiting.splice(0, judged).flatMap(({ time, isBlank }, i) =>
      this.#runs.push({
        ...{ time, isBlank },
        boundary: boundary[context + i]!,
        transition: transition[context + i]!,
      }),
    );
  }

  #append(values: Float32Array): void {
    this.#values.set(values, this.#filled * this.#size);
    this.#filled++;
  }

  #squeezed(frame: Frame): Float32Array {
    const { width, height } = this.#description.input;
    const map = { a: frame.width / width, b: 0, tx: 0, c: 0, d: frame.height / height, ty: 0 };
    return sampleAffine(frame, map, width, height, { scale: 1, offset: 0 });
  }
}

function isBlank(values: Float32Array): boolean {
  const distance = (ground: number): number =>
    Math.sqrt(values.reduce((sum, value) => sum + (value - ground) ** 2, 0) / values.length);
  return Math.min(distance(0), distance(255)) < blank;
}
