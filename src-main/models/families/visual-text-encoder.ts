import type { RgbImage } from '../../domain/image.ts';

export interface TextEncoding {
  /** `[dimension]`, length 1. */
  readonly vector: Float32Array;
  /** What each word of the text reached, for encoders that can say so. */
  readonly matched: readonly { readonly word: string; readonly concepts: readonly string[] }[];
  /** Words of the text that the encoder does not know. */
  readonly unmatched: readonly string[];
}

/** Brings pictures and texts into one space, where what belongs together lies together. */
export interface VisualTextEncoder {
  readonly modelId: string;
  readonly dimension: number;
  /** One `[dimension]` vector of length 1 for each picture, in their order. */
  encodeImages(images: readonly RgbImage[]): Promise<Float32Array[]>;
  encodeText(text: string): Promise<TextEncoding>;
  /** Calibrated likeness 0..1 of a picture and a text. */
  likeness(image: Float32Array, text: TextEncoding): number;
}
