/** Describes whose voice speaks. */
export interface SpeakerEmbedder {
  readonly modelId: string;
  readonly dimension: number;
  /** `[dimension]`, length 1, of 16 kHz mono speech of at least `minSeconds`. Throws a RangeError for less. */
  describe(samples: Float32Array): Promise<Float32Array>;
  readonly minSeconds: number;
}
