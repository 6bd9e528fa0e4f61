declare module 'fft.js' {
  /** Fast Fourier transform of a power of two of values. */
  export default class FFT {
    constructor(size: number);
    createComplexArray(): number[];
    /** Transform of real values; `output` is real and imaginary parts in turn, its first half filled in. */
    realTransform(output: number[], input: ArrayLike<number>): void;
    /** Fills in the second half that {@link realTransform} leaves out. */
    completeSpectrum(spectrum: number[]): void;
    inverseTransform(output: number[], input: readonly number[]): void;
  }
}
