import { columnAt, conceptDimension, packed, scaleOf, scalesOf, unpacked } from './concept-vector.ts';
import { likenessFor, matchesFor } from './likeness.ts';
import { pictureLikeness } from './picture-likeness.ts';
import { meaningOf, type WordMeaning } from './text-concepts.ts';
import { meansPlace } from './settings.ts';
import { layoutVersion, placeOf, places } from './vector-layout.ts';
import { WordReach } from './word-reach.ts';
import { WordNet } from './wordnet.ts';
import type {
  PictureMatch,
  TextEncoding,
  TextMatcher,
  TextMatches,
} from '../families/visual-text-encoder.ts';
import type { VectorColumns } from '../../domain/vector-columns.ts';

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
  readonly learned = null;
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
      matched: matched.map(({ word, reach }) => ({
        ...{ word, concepts: [...reach.keys()] },
        isPlace: meansPlace(reach.keys()),
      })),
      unmatched,
    };
  }

  likeness(image: Float32Array, text: TextEncoding): number {
    return this.likenessTo(text)(image);
  }

  likenessTo(text: TextEncoding): (image: Float32Array) => number {
    const likeness = likenessFor(meaningsOf(text), text.unmatched.length);
    return (image) => likeness(image, 1, scaleOf(image));
  }

  matchesTo(text: TextEncoding): (pictures: VectorColumns) => TextMatches {
    return matchesFor(meaningsOf(text), text.unmatched.length);
  }

  likenessToPicture(example: Float32Array, changes?: TextEncoding): PictureMatch {
    return pictureLikeness(example, changes);
  }

  /** Each word goes by places of its own. */
  direction(): null {
    return null;
  }

  /** Every place at its highest: likeness never falls when a certainty rises. */
  envelope(pictures: VectorColumns): Float32Array {
    const highest = new Float32Array(conceptDimension);
    highest[0] = 1;
    const scales = scalesOf(pictures);
    for (let place = 0; place < places.length; place++) {
      const { rows, values } = columnAt(pictures, place);
      let most = 0;
      for (let at = 0; at < rows.length; at++) most = Math.max(most, values[at]! / scales[rows[at]!]!);
      highest[place + 1] = most;
    }
    return highest;
  }
}

function meaningsOf({ vector, matched }: TextEncoding): WordMeaning[] {
  const weights = unpacked(vector);
  return matched.map(({ word, concepts }) => ({
    word,
    reach: new Map(concepts.map((name) => [name, weights[placeOf(name)]!])),
  }));
}
