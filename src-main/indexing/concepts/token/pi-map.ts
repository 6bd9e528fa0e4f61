import { seededRandom } from '../../../domain/random.ts';
import { LinearLayer } from './linear-layer.ts';

/** What becomes of an embedding on its way through the map, kept for the way back. */
export interface MapPass {
  /** `[tokenDimension]` */
  readonly token: Float32Array;
  /** What goes into the last layer. */
  readonly hidden: Float32Array;
  readonly stages: readonly Stage[];
}

interface Stage {
  /** What goes into the layer. */
  readonly input: Float32Array;
  /** What its linear part gives, before what is negative is set to 0. */
  readonly linear: Float32Array;
}

/** How large the random weights of the residual layers are at first: small, so that they begin by passing on. */
const firstScale = 0.1;

/**
 * The map of "pi-map" from the embedding of a picture to a token (Korbar, "Towards Human-centric Story Understanding in
 * Video", 2024, 5.3.1): three layers, the first two residual and each multiplied by a conditioning vector, the last linear.
 *
 * Note: the size of the conditioning vectors
 * They begin as the softmax of the differences between pictures and their captions, the largest (the second largest) left
 * out. A softmax over hundreds of dimensions is a few thousandths everywhere, and would switch the layers off: it is
 * multiplied by their number, so that a conditioning vector that prefers nothing is 1 everywhere.
 */
export class PiMap {
  readonly residual: readonly [LinearLayer, LinearLayer];
  readonly conditions: readonly [Float32Array, Float32Array];
  readonly last: LinearLayer;

  /** @param last gives tokens of what the residual layers give */
  constructor(
    residual: readonly [LinearLayer, LinearLayer],
    conditions: readonly [Float32Array, Float32Array],
    last: LinearLayer,
  ) {
    this.residual = residual;
    this.conditions = conditions;
    this.last = last;
  }

  /**
   * A map that is yet to learn what tokens are.
   * @param differences `[dimension]`: how far pictures and captions differ, dimension by dimension
   */
  static blank(differences: Float32Array, tokenDimension: number, seed: number): PiMap {
    const random = seededRandom(seed);
    const size = differences.length;
    const scale = firstScale * Math.sqrt(3 / size);
    const layer = (): LinearLayer => LinearLayer.random(size, size, () => random.between(-scale, scale));
    const order = [...differences.keys()].toSorted((a, b) => differences[b]! - differences[a]!);
    const condition = (without: number): Float32Array => scaledSoftmax(differences.with(order[without]!, 0));
    return new PiMap(
      [layer(), layer()],
      [condition(0), condition(Math.min(1, size - 1))],
      LinearLayer.random(size, tokenDimension, () => 0),
    );
  }

  /** What the residual layers make of an embedding: the input of the last layer. */
  hidden(embedding: Float32Array): { hidden: Float32Array; stages: Stage[] } {
    let hidden = embedding;
    const stages = this.residual.map((layer, index): Stage => {
      const input = hidden;
      const linear = layer.forward(input);
      const condition = this.conditions[index]!;
      hidden = input.map((value, i) => value + condition[i]! * Math.max(0, linear[i]!));
      return { input, linear };
    });
    return { hidden, stages };
  }

  pass(embedding: Float32Array): MapPass {
    const { hidden, stages } = this.hidden(embedding);
    return { token: this.last.forward(hidden), hidden, stages };
  }

  /** Adds to the gradients what one pass contributes, given the gradient of its token. */
  passBack({ hidden, stages }: MapPass, token: Float32Array, into: PiMapGradients): void {
    let back = this.last.backward(hidden, token, into.last);
    for (const index of [1, 0] as const) {
      const { input, linear } = stages[index]!;
      const condition = this.conditions[index];
      const passed = back;
      passed.forEach((value, i) => (into.conditions[index][i]! += value * Math.max(0, linear[i]!)));
      const through = passed.map((value, i) => (linear[i]! > 0 ? value * condition[i]! : 0));
      const own = this.residual[index].backward(input, through, into.residual[index]);
      back = passed.map((value, i) => value + own[i]!);
    }
  }

  /** The numbers that are learned, in the order of {@link gradientsOf}. */
  parameters(): Float32Array[] {
    const layers = [...this.residual, this.last];
    return [...layers.flatMap(({ weights, bias }) => [weights, bias]), ...this.conditions];
  }

  /** Empty gradients. */
  gradients(): PiMapGradients {
    const [first, second] = this.residual;
    return {
      residual: [first.blank(), second.blank()],
      conditions: [this.conditions[0].map(() => 0), this.conditions[1].map(() => 0)],
      last: this.last.blank(),
    };
  }
}

export interface PiMapGradients {
  readonly residual: readonly [LinearLayer, LinearLayer];
  readonly conditions: readonly [Float32Array, Float32Array];
  readonly last: LinearLayer;
}

export function gradientsOf({ residual, conditions, last }: PiMapGradients): Float32Array[] {
  return [...[...residual, last].flatMap(({ weights, bias }) => [weights, bias]), ...conditions];
}

function scaledSoftmax(values: Float32Array): Float32Array {
  const highest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => (value / sum) * values.length);
}
