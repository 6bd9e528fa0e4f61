import type { RgbImage } from '../../domain/image.ts';
import type { VectorColumns } from '../../domain/vector-columns.ts';
import type { TokenText } from './token-encoder.ts';

/** A word of a text, and what of pictures it means. */
export interface MatchedWord {
  readonly word: string;
  readonly concepts: readonly string[];
  /** Whether it means a place, which pictures of one setting share. */
  readonly isPlace: boolean;
}

export interface TextEncoding {
  /** `[dimension]`, length 1. */
  readonly vector: Float32Array;
  /** What each word of the text reached, for encoders that can say so. */
  readonly matched: readonly MatchedWord[];
  /** Words of the text that the encoder does not know. */
  readonly unmatched: readonly string[];
}

/** Where likeness goes by the cosine with one vector. */
export interface Direction {
  /** `[dimension]` */
  readonly vector: Float32Array;
  /** Calibrated likeness 0..1 of a picture with this cosine; never less for a greater one. */
  readonly level: (cosine: number) => number;
}

/** How like pictures are to one example. */
export interface PictureMatch {
  /** Calibrated, 0..1: above one half it is taken for the same scene or one like it. */
  readonly likeness: (picture: Float32Array) => number;
  /** The same of many pictures. */
  readonly likenesses: (pictures: VectorColumns) => Float32Array;
  /** At least the likeness of every picture that an envelope stands for. */
  readonly bound: (envelope: Float32Array) => number;
  /** Null where likeness goes by more than one cosine. */
  readonly direction: Direction | null;
}

/** How like many pictures are to one text. */
export interface TextMatches {
  /** By word that the text matched, then by picture: the likeness of the word alone. None for encoders that tell no words. */
  readonly words: readonly Float32Array[];
  /** Calibrated likeness 0..1 of one of the pictures and the whole text. */
  readonly whole: (picture: number) => number;
}

/** Reads texts in which words stand that were learned for things. */
export interface LearnedTexts {
  /** The model that the words were learned in. */
  readonly modelId: string;
  /** Throws a RangeError where marks and tokens do not match. */
  encode(text: TokenText): Promise<TextEncoding>;
}

/**
 * The half of an encoder that reads texts and compares them with described pictures. It needs none of the models that look
 * at pictures.
 */
export interface TextMatcher {
  /** Whether encodings tell what each word reached; otherwise a text is taken as a whole. */
  readonly tellsWords: boolean;
  /** How texts with learned words are read; null where no words are learned. */
  readonly learned: LearnedTexts | null;
  /** Whether pictures that a model described can be compared with texts here. */
  reads(modelId: string): boolean;
  encodeText(text: string): Promise<TextEncoding>;
  /** The direction of a text; null for encoders whose likeness goes by more than one cosine. */
  direction(text: TextEncoding): Direction | null;
  /** Calibrated likeness 0..1 of a picture and a text. */
  likeness(image: Float32Array, text: TextEncoding): number;
  /** The same, prepared for one text and very many pictures. */
  likenessTo(text: TextEncoding): (image: Float32Array) => number;
  /** The same of the text and each of its words, for many pictures at once. */
  matchesTo(text: TextEncoding): (pictures: VectorColumns) => TextMatches;
  /**
   * Prepares the comparison of pictures with an example that a model described which this encoder reads.
   * @param changes what is to be otherwise than in the example, as far as the encoder can tell such things apart
   */
  likenessToPicture(example: Float32Array, changes?: TextEncoding): PictureMatch;
  /**
   * A vector that is at least as like any text as each of these pictures, so that it tells which films need no closer look;
   * null for encoders that have none.
   */
  envelope(pictures: VectorColumns): Float32Array | null;
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
