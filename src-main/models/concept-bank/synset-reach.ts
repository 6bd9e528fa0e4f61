import { concepts, conceptsOf } from './concepts.ts';
import type { PartOfSpeech, SynsetId, WordNet } from './wordnet.ts';

/** How strongly a word means concepts, by concept id, 0..1. */
export type Reach = ReadonlyMap<string, number>;

/** What the senses of a word count, the most frequent first; rarer ones are left out. */
const senseWeights = [1, 0.7, 0.5, 0.35];
/** What each step up to a more general synset leaves of the weight. */
const stepUp = 0.93;
const maxStepsUp = 9;
/** What a concept counts that comes along with the word's meaning. */
const relatedWeight = 0.6;
/** How far up a related synset is looked for: a jacket is clothing, which comes with persons. */
const maxStepsToRelated = 4;
/** What a concept counts that is one kind of what the word means. */
const kindWeight = 0.85;
/** A word that is more general than so many concepts ("thing") says nothing. */
const maxKinds = 14;
/** What a concept counts that shares its next more general meaning with the word, as pears and apples are fruit. */
const cousinWeight = 0.3;
const maxCousins = 6;
const maxStepsToCousins = 2;

const persons = new Set(['person', ...conceptsOf('face').map(({ id }) => id)]);

/** Finds which concepts the meanings of a word reach in WordNet's graph. */
export class SynsetReach {
  readonly #wordnet: WordNet;
  readonly #meaning = new Map<SynsetId, string[]>();
  readonly #related = new Map<SynsetId, string[]>();
  /** For every synset above a concept's: the concepts below. */
  readonly #below = new Map<SynsetId, Set<string>>();

  constructor(wordnet: WordNet) {
    this.#wordnet = wordnet;
    for (const concept of concepts) {
      for (const reference of concept.synsets) {
        const synset = wordnet.resolve(reference);
        add(this.#meaning, synset, concept.id);
        // Kinds of persons are everywhere below what is alive; only things are worth finding from above.
        if (concept.kind !== 'object' || concept.id === 'person') continue;
        for (const [above] of this.#above(synset)) {
          const below = this.#below.get(above) ?? new Set();
          this.#below.set(above, below.add(concept.id));
        }
      }
      for (const reference of concept.related) add(this.#related, wordnet.resolve(reference), concept.id);
    }
  }

  /** The concepts that a lemma reaches; words of a phrase are joined by `_`. Empty for unknown lemmas. */
  of(part: PartOfSpeech, lemma: string): Reach {
    const reach = new Map<string, number>();
    const raise = (id: string, weight: number): void => {
      reach.set(id, Math.max(weight, reach.get(id) ?? 0));
    };
    this.#wordnet
      .senses(part, lemma)
      .slice(0, senseWeights.length)
      .forEach((synset, rank) => {
        const sense = senseWeights[rank]!;
        for (const [above, steps] of this.#above(synset)) {
          // A rare sense that is only a kind of a concept is most often not meant; least of all persons, of whom every
          // other noun names some kind ("grass" is an informer, too).
          const weight = (steps > 0 ? sense * sense : sense) * stepUp ** steps;
          for (const id of this.#meaning.get(above) ?? []) {
            if (rank === 0 || steps === 0 || !persons.has(id)) raise(id, weight);
          }
          if (steps <= maxStepsToRelated) {
            for (const id of this.#related.get(above) ?? []) raise(id, weight * relatedWeight);
          }
          const kinds = this.#below.get(above);
          if (!kinds) continue;
          if (steps === 0 && kinds.size <= maxKinds) for (const id of kinds) raise(id, sense * kindWeight);
          if (steps > 0 && steps <= maxStepsToCousins && kinds.size <= maxCousins) {
            for (const id of kinds) raise(id, weight * cousinWeight);
          }
        }
        if (part === 'a') {
          for (const similar of this.#wordnet.similar(synset)) {
            for (const id of this.#meaning.get(similar) ?? []) raise(id, sense * stepUp);
          }
        }
      });
    return reach;
  }

  /** A synset and everything above it with the least number of steps there. */
  #above(start: SynsetId): Map<SynsetId, number> {
    const steps = new Map<SynsetId, number>([[start, 0]]);
    for (const [synset, distance] of steps) {
      if (distance >= maxStepsUp) continue;
      for (const hypernym of this.#wordnet.hypernyms(synset)) {
        if (!steps.has(hypernym)) steps.set(hypernym, distance + 1);
      }
    }
    return steps;
  }
}

function add(map: Map<SynsetId, string[]>, synset: SynsetId, id: string): void {
  const known = map.get(synset);
  if (known) known.push(id);
  else map.set(synset, [id]);
}
