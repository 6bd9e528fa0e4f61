/** A text in which each `*` stands for the next of the tokens. */
export interface TokenText {
  readonly text: string;
  /** `[tokenDimension]` each. */
  readonly tokens: readonly Float32Array[];
}

/** Stands for a learned token in a text. */
export const tokenMark = '*';

/**
 * The half of an encoder of the CLIP family that takes learned tokens in the place of words, and tells how its vectors move
 * with them. Its weights stay as they are.
 */
export interface TokenEncoder {
  readonly modelId: string;
  /** Length of the vectors of texts and pictures. */
  readonly dimension: number;
  /** Length of a token. */
  readonly tokenDimension: number;
  /** The tokens that a text is made of, in its order, without those that begin and end every text. */
  wordTokens(text: string): Promise<Float32Array[]>;
  /** One vector `[dimension]` of length 1 for each text. Throws a RangeError where marks and tokens do not match. */
  encodeTexts(texts: readonly TokenText[]): Promise<Float32Array[]>;
  /**
   * How the sum of `gradients · vectors` moves with each token of each text.
   * @param gradients `[dimension]` for each text, with respect to its vector of length 1
   */
  tokenGradients(
    texts: readonly TokenText[],
    gradients: readonly Float32Array[],
  ): Promise<(readonly Float32Array[])[]>;
  close(): Promise<void>;
}
