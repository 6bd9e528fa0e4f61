const rates = { mean: 0.9, square: 0.999, epsilon: 1e-8, decay: 0.01 };

/** AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019). Changes the parameters in place. */
export class AdamW {
  readonly #parameters: readonly Float32Array[];
  readonly #means: readonly Float32Array[];
  readonly #squares: readonly Float32Array[];
  #steps = 0;

  constructor(parameters: readonly Float32Array[]) {
    this.#parameters = parameters;
    this.#means = parameters.map(({ length }) => new Float32Array(length));
    this.#squares = parameters.map(({ length }) => new Float32Array(length));
  }

  /** @param gradients in the order of the parameters */
  step(gradients: readonly Float32Array[], rate: number): void {
    this.#steps++;
    const [meanBias, squareBias] = [1 - rates.mean ** this.#steps, 1 - rates.square ** this.#steps];
    this.#parameters.forEach((values, index) => {
      const [gradient, mean, square] = [gradients[index]!, this.#means[index]!, this.#squares[index]!];
      for (let i = 0; i < values.length; i++) {
        const slope = gradient[i]!;
        mean[i] = rates.mean * mean[i]! + (1 - rates.mean) * slope;
        square[i] = rates.square * square[i]! + (1 - rates.square) * slope * slope;
        const move = mean[i]! / meanBias / (Math.sqrt(square[i]! / squareBias) + rates.epsilon);
        values[i]! -= rate * (move + rates.decay * values[i]!);
      }
    });
  }
}
