import type { TextEncoding, TextMatcher } from '../models/families/visual-text-encoder.ts';

/** A word of a text, and what of a picture it means. */
export interface SeenWord {
  readonly word: string;
  readonly concepts: readonly string[];
  readonly encoding: TextEncoding;
}

/** A text that pictures can be compared with. */
export interface SeenText {
  readonly encoding: TextEncoding;
  /** The words that the encoder tells apart; none when it takes a text as a whole. */
  readonly words: readonly SeenWord[];
  /** Words that the encoder does not know. */
  readonly unknown: readonly string[];
}

/** From here on a word counts as seen: half of the certainty that makes a moment of it alone. */
export const wordSeen = 0.35;

/** Reads a text for pictures; null when it says nothing of any. */
export async function seenText(matcher: TextMatcher, text: string): Promise<SeenText | null> {
  const encoding = await matcher.encodeText(text);
  const { vector, matched, unmatched } = encoding;
  if (matched.length === 0 && unmatched.length > 0) return null;
  const words = matched.map((one) => ({
    ...one,
    encoding: { vector, matched: [one], unmatched: [] },
  }));
  return { encoding, words, unknown: unmatched };
}

/** How well a picture shows a text. */
export interface Sight {
  /** 0..1: likeness, less for each word that is not seen. */
  readonly level: number;
  /** By the text's words: how certainly each is seen, 0..1. */
  readonly words: readonly number[];
}

/** Compares a picture with a text, as a whole and word by word. */
export function sightOf(matcher: TextMatcher, picture: Float32Array, text: SeenText): Sight {
  const likeness = matcher.likeness(picture, text.encoding);
  const words = text.words.map(({ encoding }) => matcher.likeness(picture, encoding));
  // Likeness forgives words that are not seen, as captions need it; who asks for two things wants no picture of one, and
  // who asks for seven may like one of six.
  const shares = words.map((certainty) => Math.min(1, certainty / wordSeen));
  const seen = shares.length > 0 ? shares.reduce((sum, share) => sum + share, 0) / shares.length : 1;
  return { level: likeness * seen ** 2, words };
}
