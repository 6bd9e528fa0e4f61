import type { RgbImage } from '../../domain/image.ts';

export interface TextEncoding {
  /** `[dimension]`, length 1. */
  readonly vector: Float32Array;
  /** What each word of the text reached, for encoders that can say so. */
  readonly matched: readonly { readonly word: string; readonly concepts: readonly string[] }[];
  /** Words of the text that the encoder does not know. */
  readonly unmatched: readonly string[];
}

/**
 * The half of an encoder that reads texts and compares them with described pictures. It needs none of the models that look
 * at pictures.
 */
export interface TextMatcher {
  /** Whether encodings tell what each word reached; otherwise a text is taken as a whole. */
  readonly tellsWords: boolean;
  /** Whether pictures that a model described can be compared with texts here. */
  reads(modelId: string): boolean;
  encodeText(text: string): Promise<TextEncoding>;
  /** Calibrated likeness 0..1 of a picture and a text. */
  likeness(image: Float32Array, text: TextEncoding): number;
  /** The same, prepared for one text and very many pictures. */
  likenessTo(text: TextEncoding): (image: Float32Array) => number;
  /**
   * A vector that is at least as like any text as each of these pictures, so that it tells which films need no closer look;
   * null for encoders that have none.
   */
  envelope(images: Iterable<Float32Array>): Float32Array | null;
}

/** The half of an encoder that looks at pictures. */
export interface PictureEncoder {
  readonly modelId: string;
  readonly dimension: number;
  /** One `[dimension]` vector of length 1 for each picture, in their order. */
  encodeImages(images: readonly RgbImage[]): Promise<Float32Array[]>;
}

/** Brings pictures and texts into one space, where what belongs together lies together. */
export interface VisualTextEncoder extends PictureEncoder, TextMatcher {}
