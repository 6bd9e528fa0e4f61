import { baseForm } from './base-form.ts';
import { concepts, conceptsOf } from './concepts.ts';
import { SynsetReach, type Reach } from './synset-reach.ts';
import type { WordNet } from './wordnet.ts';

/** Concepts whose weight is less than this share of the word's strongest are other meanings of the word. */
const leastShare = 0.6;
const leastWeight = 0.15;

/** What a face may tell that holds of about half of all people, or of fewer. */
const kindsOfPerson: ReadonlySet<string> = new Set(['man', 'woman', 'child', 'young adult', 'old person']);
const generalOfPerson: ReadonlySet<string> = new Set(['person', 'adult']);
const generalShare = 0.5;

const numbersOfPeople: ReadonlySet<string> = new Set(conceptsOf('people').map(({ id }) => id));

/** Finds the concepts that an English word or phrase means. */
export class WordReach {
  readonly #synsets: SynsetReach;
  /** Names of concepts to the concepts. */
  readonly #named = new Map<string, string[]>();

  constructor(wordnet: WordNet) {
    this.#synsets = new SynsetReach(wordnet);
    for (const { id, words } of concepts) {
      for (const name of [id, ...words]) this.#named.set(name, [...(this.#named.get(name) ?? []), id]);
    }
  }

  /** Whether exactly these words mean a concept, so that none of them means something by itself. */
  isName(words: readonly string[]): boolean {
    const reach = this.of(words);
    return reach !== null && Math.max(...reach.values()) >= 1;
  }

  /** The concepts of a word, or of the words of a phrase (`['living', 'rooms']`), in lower case; null when it has none. */
  of(words: readonly string[]): Reach | null {
    const last = words.at(-1)!;
    const start = words.slice(0, -1);
    const reach = new Map<string, number>();
    const raise = (id: string, weight: number): void => {
      reach.set(id, Math.max(weight, reach.get(id) ?? 0));
    };
    for (const form of new Set([last, baseForm('n', last)])) {
      for (const id of this.#named.get([...start, form].join(' ')) ?? []) raise(id, 1);
    }
    // Such a name means that alone, not what its words or its rarer senses mean: a hot dog who shows off, a nobody.
    if (reach.size > 0 && (words.length > 1 || [...reach.keys()].every((id) => numbersOfPeople.has(id)))) {
      return reach;
    }
    // Only nouns form phrases with a meaning of their own here.
    for (const part of words.length > 1 ? (['n'] as const) : (['n', 'v', 'a'] as const)) {
      for (const form of new Set([last, baseForm(part, last)])) {
        for (const [id, weight] of this.#synsets.of(part, [...start, form].join('_'))) raise(id, weight);
      }
    }
    const strongest = Math.max(0, ...reach.values());
    const floor = Math.max(leastWeight, strongest * leastShare);
    const kept = [...reach].filter(([, weight]) => weight >= floor);
    return kept.length > 0 ? new Map(certainOf(kept).toSorted(([, a], [, b]) => b - a)) : null;
  }
}

/** How strongly a word means people, 0..1. */
export function peopleIn(reach: Reach): number {
  return Math.max(
    0,
    ...[...reach].map(([id, weight]) => (id === 'person' || kindsOfPerson.has(id) ? weight : 0)),
  );
}

/** A woman is a person, but a person is as likely a man: what is more general than the word tells only so much of it. */
function certainOf(reach: readonly [string, number][]): [string, number][] {
  const isNarrow = reach.some(([id]) => kindsOfPerson.has(id));
  return isNarrow
    ? reach.map(([id, weight]) => [id, generalOfPerson.has(id) ? weight * generalShare : weight])
    : [...reach];
}
