/** `weights · input + bias`, or the gradient of such a layer. */
export class LinearLayer {
  /** `[outputs, inputs]`, row by row. */
  readonly weights: Float32Array;
  /** `[outputs]` */
  readonly bias: Float32Array;

  constructor(weights: Float32Array, bias: Float32Array) {
    this.weights = weights;
    this.bias = bias;
  }

  static random(inputs: number, outputs: number, next: () => number): LinearLayer {
    return new LinearLayer(Float32Array.from({ length: inputs * outputs }, next), new Float32Array(outputs));
  }

  /** One of the same size, all 0. */
  blank(): LinearLayer {
    return new LinearLayer(new Float32Array(this.weights.length), new Float32Array(this.bias.length));
  }

  forward(input: Float32Array): Float32Array {
    const { weights } = this;
    return this.bias.map((bias, output) => {
      let sum = bias;
      const row = output * input.length;
      for (let i = 0; i < input.length; i++) sum += weights[row + i]! * input[i]!;
      return sum;
    });
  }

  /**
   * Gives the gradient of the input, and adds that of the layer to `into`.
   * @param output gradient of what {@link forward} gave for that input
   */
  backward(input: Float32Array, output: Float32Array, into: LinearLayer): Float32Array {
    const back = new Float32Array(input.length);
    output.forEach((value, at) => {
      into.bias[at]! += value;
      const row = at * input.length;
      for (let i = 0; i < input.length; i++) {
        into.weights[row + i]! += value * input[i]!;
        back[i]! += value * this.weights[row + i]!;
      }
    });
    return back;
  }
}
