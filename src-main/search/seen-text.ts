import type { VectorColumns } from '../domain/vector-columns.ts';
import type { TokenText } from '../models/families/token-encoder.ts';
import type {
  Direction,
  LearnedTexts,
  MatchedWord,
  PictureMatch,
  TextEncoding,
  TextMatcher,
  TextMatches,
} from '../models/families/visual-text-encoder.ts';

/** A text, or an example, that pictures can be compared with. */
export interface SeenText {
  /** The words that the encoder tells apart; none when it takes a text as a whole, and for examples. */
  readonly words: readonly MatchedWord[];
  /** Words that the encoder does not know. */
  readonly unknown: readonly string[];
  /** How well a picture shows it, 0..1; of a film's envelope: how well any picture of the film may show it at best. */
  readonly promise: (picture: Float32Array) => number;
  /** How like each of many pictures is. */
  readonly matches: (pictures: VectorColumns) => TextMatches;
  /** Given where it goes by the cosine with one vector how well pictures show it. */
  readonly direction: Direction | null;
  /** Given when pictures are compared with an example instead of a text. */
  readonly example?: SeenExample;
}

/** A picture or a clip that pictures are compared with. */
export interface SeenExample {
  /** Its name, as a query gives it; empty for what was learned from the person. */
  readonly name: string;
  /** What a clip shows one after the other; of a single picture, that one. */
  readonly steps: readonly ClipStep[];
}

/** One of the pictures that follow each other in a clip. */
export interface ClipStep extends PictureMatch {
  /** Seconds after the step before; 0 for the first. */
  readonly after: number;
}

/** From here on a word counts as seen: half of the certainty that makes a moment of it alone, and some more. */
export const wordSeen = 0.35;

/** Reads a text for pictures; null when it says nothing of any. */
export async function seenText(matcher: TextMatcher, text: string): Promise<SeenText | null> {
  const encoding = await matcher.encodeText(text);
  return matcher.tellsWords && encoding.matched.length === 0 ? null : seenAs(matcher, encoding);
}

/** The same of a sentence in which learned words stand. */
export async function seenLearned(
  matcher: TextMatcher,
  learned: LearnedTexts,
  sentence: TokenText,
): Promise<SeenText> {
  return seenAs(matcher, await learned.encode(sentence));
}

function seenAs(matcher: TextMatcher, encoding: TextEncoding): SeenText {
  const { vector, matched, unmatched } = encoding;
  const words = matched.map((one) => matcher.likenessTo({ vector, matched: [one], unmatched: [] }));
  const whole = matcher.likenessTo(encoding);
  return {
    words: matched,
    unknown: unmatched,
    promise: (picture) =>
      whole(picture) *
      shareSeen(
        words.length,
        words.reduce((sum, likeness) => sum + seenOf(likeness(picture)), 0),
      ),
    matches: matcher.matchesTo(encoding),
    direction: matcher.direction(encoding),
  };
}

/** An example as something that pictures are compared with. */
export function seenLike(name: string, steps: readonly ClipStep[]): SeenText {
  return {
    words: [],
    unknown: [],
    // No step is ever better than the film's best picture for it.
    promise: (envelope) => steps.reduce((sum, { bound }) => sum + bound(envelope), 0) / steps.length,
    matches: (pictures) => {
      const likenesses = steps[0]!.likenesses(pictures);
      return { words: [], whole: (picture) => likenesses[picture]! };
    },
    direction: steps.length === 1 ? steps[0]!.direction : null,
    example: { name, steps },
  };
}

// Note: what a picture shows of a text
// Its likeness, less for each word that is not seen. Likeness forgives such words, as captions need it; who asks for two
// things wants no picture of one, and who asks for seven may like one of six.

/** How far a word of this certainty is seen, 0..1. */
export function seenOf(certainty: number): number {
  return Math.min(1, certainty / wordSeen);
}

/** What the words that are seen leave of a likeness, 0..1; everything where there are no words. */
export function shareSeen(words: number, seen: number): number {
  const share = words === 0 ? 1 : seen / words;
  return share * share;
}
