import type { TextMatcher } from '../models/families/visual-text-encoder.ts';

/** How like a picture is to a text, 0..1. */
type Likeness = (picture: Float32Array) => number;

/** A word of a text, and what of a picture it means. */
export interface SeenWord {
  readonly word: string;
  readonly concepts: readonly string[];
  readonly likeness: Likeness;
}

/** A text that pictures can be compared with. */
export interface SeenText {
  readonly likeness: Likeness;
  /** The words that the encoder tells apart; none when it takes a text as a whole. */
  readonly words: readonly SeenWord[];
  /** Words that the encoder does not know. */
  readonly unknown: readonly string[];
  /** Given when pictures are compared with an example instead of a text. */
  readonly example?: SeenExample;
}

/** A picture or a clip that pictures are compared with. */
export interface SeenExample {
  /** Its name, as a query gives it; empty for what was learned from the person. */
  readonly name: string;
  /** At least the likeness of every picture that an envelope stands for. */
  readonly bound: Likeness;
  /** What a clip shows one after the other; empty for a single picture. */
  readonly steps: readonly ClipStep[];
}

/** One of the pictures that follow each other in a clip. */
export interface ClipStep {
  /** Seconds after the step before; 0 for the first. */
  readonly after: number;
  readonly likeness: Likeness;
}

/** From here on a word counts as seen: half of the certainty that makes a moment of it alone, and some more. */
export const wordSeen = 0.35;

/** Reads a text for pictures; null when it says nothing of any. */
export async function seenText(matcher: TextMatcher, text: string): Promise<SeenText | null> {
  const encoding = await matcher.encodeText(text);
  const { vector, matched, unmatched } = encoding;
  if (matcher.tellsWords && matched.length === 0) return null;
  const words = matched.map((one) => ({
    ...one,
    likeness: matcher.likenessTo({ vector, matched: [one], unmatched: [] }),
  }));
  // A text of one known word is that word.
  const isWord = words.length === 1 && unmatched.length === 0;
  return { likeness: isWord ? words[0]!.likeness : matcher.likenessTo(encoding), words, unknown: unmatched };
}

/** How well a film may show a text at best, as far as its envelope tells. */
export function promisedSight(envelope: Float32Array, text: SeenText): number {
  return text.example ? text.example.bound(envelope) : sightOf(envelope, text);
}

/**
 * How well a picture shows a text, 0..1: its likeness, less for each word that is not seen. Likeness forgives such words, as
 * captions need it; who asks for two things wants no picture of one, and who asks for seven may like one of six.
 * @param certainties takes how certainly each word is seen, from `at` on
 */
export function sightOf(picture: Float32Array, text: SeenText, certainties?: Float32Array, at = 0): number {
  const { likeness, words } = text;
  if (words.length === 0) return likeness(picture);
  let seen = 0;
  let last = 0;
  for (let word = 0; word < words.length; word++) {
    last = words[word]!.likeness(picture);
    if (certainties) certainties[at + word] = last;
    seen += Math.min(1, last / wordSeen);
  }
  const whole = likeness === words[0]!.likeness ? last : likeness(picture);
  return whole * (seen / words.length) ** 2;
}
