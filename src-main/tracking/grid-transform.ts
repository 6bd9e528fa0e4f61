import FFT from 'fft.js';

/** A square grid of complex numbers, row by row. */
export interface ComplexGrid {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Fourier transforms of square grids whose side is a power of two. */
export class GridTransform {
  readonly side: number;
  readonly #fft: FFT;
  readonly #in: number[];
  readonly #out: number[];

  constructor(side: number) {
    this.side = side;
    this.#fft = new FFT(side);
    this.#in = this.#fft.createComplexArray();
    this.#out = this.#fft.createComplexArray();
  }

  /** The transform of real values, `[side, side]`. */
  forward(values: Float64Array): ComplexGrid {
    const grid = { real: values.slice(), imaginary: new Float64Array(values.length) };
    this.#lines(grid, (output, input) => this.#fft.transform(output, input));
    return grid;
  }

  /** The real part of the inverse transform, `[side, side]`. Overwrites `grid`. */
  inverse(grid: ComplexGrid): Float64Array {
    this.#lines(grid, (output, input) => this.#fft.inverseTransform(output, input));
    return grid.real;
  }

  #lines(grid: ComplexGrid, turn: (output: number[], input: number[]) => void): void {
    for (let line = 0; line < this.side; line++) this.#line(grid, line * this.side, 1, turn);
    for (let line = 0; line < this.side; line++) this.#line(grid, line, this.side, turn);
  }

  #line(
    { real, imaginary }: ComplexGrid,
    from: number,
    step: number,
    turn: (output: number[], input: number[]) => void,
  ): void {
    for (let i = 0, at = from; i < this.side; i++, at += step) {
      this.#in[2 * i] = real[at]!;
      this.#in[2 * i + 1] = imaginary[at]!;
    }
    turn(this.#out, this.#in);
    for (let i = 0, at = from; i < this.side; i++, at += step) {
      real[at] = this.#out[2 * i]!;
      imaginary[at] = this.#out[2 * i + 1]!;
    }
  }
}
