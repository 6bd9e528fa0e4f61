declare module 'fft.js' {
  /** Fast Fourier transform of a power of two of values. */
  export default class FFT {
    constructor(size: number);
    createComplexArray(): number[];
    /** Transform of real values; `output` is real and imaginary parts in turn, its first half filled in. */
    realTransform(output: number[], input: ArrayLike<number>): void;
  }
}
