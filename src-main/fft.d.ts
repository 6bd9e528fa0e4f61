declare module 'fft.js' {
  /** Fast Fourier transform of a power of two of values. Complex values are real and imaginary parts in turn. */
  export default class FFT {
    constructor(size: number);
    createComplexArray(): number[];
    /** Transform of real values; the first half of `output` is filled in. */
    realTransform(output: number[], input: ArrayLike<number>): void;
    transform(output: number[], input: ArrayLike<number>): void;
    /** The inverse, divided by the size. */
    inverseTransform(output: number[], input: ArrayLike<number>): void;
    /** Fills in the second half that {@link realTransform} leaves out. */
    completeSpectrum(spectrum: number[]): void;
  }
}
