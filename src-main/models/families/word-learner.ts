import type { PictureEncoder } from './visual-text-encoder.ts';
import type { TokenEncoder } from './token-encoder.ts';

/** What learns words for things: the chosen model of the CLIP family that describes the library's pictures. */
export interface WordLearner {
  readonly pictures: PictureEncoder;
  /** Describes things in the words of the concept bank. */
  readonly bank: PictureEncoder;
  /** The text tower, opened when it is first wanted. Throws a UserFacingError `bad-model` where no word can be learned in it. */
  tokens(): Promise<TokenEncoder>;
  /** So many nouns that the model is taken to know; the same on every run. */
  nouns(most: number): Promise<readonly string[]>;
}
