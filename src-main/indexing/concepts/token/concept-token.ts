import type { ConceptKind } from '../../../domain/concept.ts';
import type { TokenEncoder } from '../../../models/families/token-encoder.ts';
import type { PictureEncoder } from '../../../models/families/visual-text-encoder.ts';
import type { LocalisedPicture } from '../template.ts';
import { denseCaption, genericCaption, genericNoun } from './dense-caption.ts';
import { learnToken, type KnownNoun } from './learn-token.ts';
import { cutThing, markThing } from './thing-pictures.ts';

/** A model of the CLIP family, opened for learned tokens. */
export interface TokenModels {
  readonly pictures: PictureEncoder;
  readonly tokens: TokenEncoder;
  /** Nouns that the map from pictures to tokens is fitted on. */
  readonly nouns: readonly KnownNoun[];
  /** Describes things in the words of the concept bank. */
  readonly bank: PictureEncoder;
}

/** What a token is told from. */
export interface TokenRivals {
  /** Captions of other concepts. */
  readonly captions: readonly string[];
  /** Pictures of other concepts and of the library, as the model's vectors, given those of the concept's own pictures. */
  readonly pictures: (own: readonly Float32Array[]) => readonly Float32Array[];
}

export interface ConceptToken {
  /** `[tokenDimension]`: stands in a sentence in the place of the concept's name. */
  readonly token: Float32Array;
  /** What the concept's pictures were said to show. */
  readonly caption: string;
}

/** Learns the token of a concept from its pictures. Throws a RangeError without pictures. */
export async function learnConceptToken(
  { pictures, tokens, nouns, bank }: TokenModels,
  templates: readonly LocalisedPicture[],
  kind: ConceptKind,
  rivals: TokenRivals,
): Promise<ConceptToken> {
  const whole = await pictures.encodeImages(templates.map(({ image }) => image));
  const marked = await pictures.encodeImages(templates.map(({ image, box }) => markThing(image, box)));
  const things = await bank.encodeImages(templates.map(({ image, box }) => cutThing(image, box)));
  const noun = genericNoun(kind, things);
  const caption = denseCaption(noun, things);
  const generic = genericCaption(noun);
  const token = await learnToken(tokens, nouns, {
    templates: whole.map((picture, index) => ({ picture, localised: marked[index]! })),
    caption,
    otherCaptions: [generic, ...rivals.captions].filter((other) => other !== caption),
    otherPictures: rivals.pictures(whole),
  });
  return { token, caption };
}
