import { conceptDimension, packed, scaleOf, unpacked } from './concept-vector.ts';
import { likenessFor } from './likeness.ts';
import { meaningOf } from './text-concepts.ts';
import { layoutVersion, placeOf, places } from './vector-layout.ts';
import { WordReach } from './word-reach.ts';
import { WordNet } from './wordnet.ts';
import type { TextEncoding, TextMatcher } from '../families/visual-text-encoder.ts';

const bankId = `concept-bank-${layoutVersion}`;

/** The id of the bank's vectors; a classifier of whole pictures is named in it, for vectors differ with and without. */
export function conceptModelId(classifierId?: string): string {
  return classifierId === undefined ? bankId : `${bankId}-${classifierId}`;
}

/** Whether a model's vectors are the concept bank's, with a classifier of whole pictures or without. */
export function isConceptBank(modelId: string): boolean {
  return modelId === bankId || modelId.startsWith(`${bankId}-`);
}

/** The concept bank's understanding of words: a dictionary and no models. */
export class ConceptWords implements TextMatcher {
  readonly tellsWords = true;
  #loading: Promise<WordReach> | null = null;

  reads(modelId: string): boolean {
    return isConceptBank(modelId);
  }

  /** The dictionary, read when first needed. */
  dictionary(): Promise<WordReach> {
    this.#loading ??= WordNet.load().then((wordnet) => new WordReach(wordnet));
    return this.#loading;
  }

  async encodeText(text: string): Promise<TextEncoding> {
    const { matched, unmatched } = meaningOf(text, await this.dictionary());
    const weights = new Float32Array(places.length);
    for (const { reach } of matched) {
      for (const [name, weight] of reach) weights[placeOf(name)] = Math.max(weight, weights[placeOf(name)]!);
    }
    return {
      vector: packed(weights),
      matched: matched.map(({ word, reach }) => ({ word, concepts: [...reach.keys()] })),
      unmatched,
    };
  }

  likeness(image: Float32Array, text: TextEncoding): number {
    return this.likenessTo(text)(image);
  }

  likenessTo(text: TextEncoding): (image: Float32Array) => number {
    const weights = unpacked(text.vector);
    const meanings = text.matched.map(({ word, concepts }) => ({
      word,
      reach: new Map(concepts.map((name) => [name, weights[placeOf(name)]!])),
    }));
    const likeness = likenessFor(meanings, text.unmatched.length);
    return (image) => likeness(image, 1, scaleOf(image));
  }

  /** Every place at its highest: likeness never falls when a certainty rises. */
  envelope(images: Iterable<Float32Array>): Float32Array {
    const highest = new Float32Array(conceptDimension);
    highest[0] = 1;
    for (const image of images) {
      const scale = image[0]!;
      for (let at = 1; at < highest.length; at++) {
        const value = image[at]!;
        if (value > 0 && value / scale > highest[at]!) highest[at] = value / scale;
      }
    }
    return highest;
  }
}
