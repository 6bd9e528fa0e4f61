import type { OpenConceptBank } from '../models/concept-bank/open-concept-bank.ts';
import { strongestConcepts } from '../models/concept-bank/strongest-concepts.ts';
import { readPicture, type GivenPicture } from './picture-input.ts';

/** What the picture model makes of a picture, and of words about it. */
export interface PictureTrial {
  /** The surest first. */
  readonly concepts: readonly { readonly concept: string; readonly certainty: number }[];
  /** How likely the picture shows what the words say, 0..1; null without words. */
  readonly likeness: number | null;
  readonly matched: readonly { readonly word: string; readonly concepts: readonly string[] }[];
  /** Words that the model does not know. */
  readonly unmatched: readonly string[];
}

const mostConcepts = 12;

/** Lets the concept bank look at one picture. Throws a UserFacingError for what is no picture. */
export async function tryPicture(
  { encoder }: OpenConceptBank,
  picture: GivenPicture,
  text: string,
): Promise<PictureTrial> {
  const [vector] = await encoder.encodeImages([await readPicture(picture)]);
  const concepts = strongestConcepts(vector!, mostConcepts);
  if (text.trim() === '') return { concepts, likeness: null, matched: [], unmatched: [] };
  const encoding = await encoder.encodeText(text);
  const { matched, unmatched } = encoding;
  return { concepts, likeness: encoder.likeness(vector!, encoding), matched, unmatched };
}
