/** Describes whose voice speaks. */
export interface SpeakerEmbedder {
  readonly modelId: string;
  /** Speech that it takes at least, in seconds. */
  readonly minSeconds: number;
  /** Cosine from which two stretches of a second or two count as one voice. */
  readonly threshold: number;
  /** A vector of length 1 of 16 kHz mono speech, always of one dimension. Throws a RangeError for too little of it. */
  describe(samples: Float32Array): Promise<Float32Array>;
}
