import { intents, type Intent } from '../intent.ts';
import { exampleNames, type Paraphrase } from './paraphrases.ts';
import { turnFeatures } from './turn-features.ts';

/** How much a turn is like an intent, 0..1. */
export interface IntentLikeness {
  readonly intent: Intent;
  readonly likeness: number;
}

/** The nearest paraphrases of an intent that speak for it; each counts less than the one before. */
const nearestCounts = [0.6, 0.25, 0.15];
/** What the words that an intent uses count beside its nearest paraphrases. */
const wordShare = 0.5;

interface Example {
  readonly intent: Intent;
  readonly length: number;
}

/** Tells what a turn wants by the paraphrases that are most like it. */
export class NearestIntent {
  /** By feature: the examples that have it. */
  readonly #holders = new Map<string, Example[]>();
  /** How much a feature tells of the intent: more, the fewer intents it is found in. */
  readonly #weights = new Map<string, number>();
  /** By intent and feature: the logarithm of how often it is found there. */
  readonly #uses = new Map<Intent, ReadonlyMap<string, number>>();
  readonly #unused: number;

  constructor(paraphrases: readonly Paraphrase[]) {
    const read = paraphrases.map(({ intent, text }) => ({
      intent,
      features: turnFeatures(text, exampleNames),
    }));
    const counts = new Map<string, Map<Intent, number>>();
    for (const { intent, features } of read) {
      for (const feature of features) {
        const own = counts.get(feature) ?? new Map<Intent, number>();
        own.set(intent, (own.get(intent) ?? 0) + 1);
        counts.set(feature, own);
      }
    }
    for (const [feature, own] of counts) this.#weights.set(feature, tellingWeight([...own.values()]));
    for (const { intent, features } of read) {
      const example = { intent, length: this.#lengthOf(features) };
      for (const feature of features) {
        const holders = this.#holders.get(feature);
        if (holders) holders.push(example);
        else this.#holders.set(feature, [example]);
      }
    }
    this.#unused = Math.log(smoothing);
    for (const intent of intents) {
      this.#uses.set(
        intent,
        new Map(
          [...counts].flatMap(([feature, own]) =>
            own.has(intent) ? [[feature, Math.log(own.get(intent)! + smoothing)] as const] : [],
          ),
        ),
      );
    }
  }

  /** Every intent, the likeliest first. */
  rank(text: string, names: readonly string[]): IntentLikeness[] {
    const features = [...turnFeatures(text, names)].filter((feature) => this.#weights.has(feature));
    const length = this.#lengthOf(features);
    const likeness = new Map<Intent, number[]>(intents.map((intent) => [intent, []]));
    const shared = new Map<Example, number>();
    for (const feature of features) {
      const weight = this.#weights.get(feature)! ** 2;
      for (const example of this.#holders.get(feature) ?? []) {
        shared.set(example, (shared.get(example) ?? 0) + weight);
      }
    }
    for (const [example, sum] of shared) likeness.get(example.intent)!.push(sum / (length * example.length));
    const byWords = this.#byWords(features);
    return intents
      .map((intent) => {
        const nearest = likeness.get(intent)!.toSorted((a, b) => b - a);
        const near = nearestCounts.reduce((sum, count, at) => sum + count * (nearest[at] ?? 0), 0);
        return { intent, likeness: (1 - wordShare) * near + wordShare * byWords.get(intent)! };
      })
      .toSorted((a, b) => b.likeness - a.likeness);
  }

  /** How likely each intent uses these words (naive Bayes, softened by the number of words), 0..1. */
  #byWords(features: readonly string[]): Map<Intent, number> {
    const scale = Math.max(1, Math.sqrt(features.length));
    const sums = intents.map((intent) => {
      const uses = this.#uses.get(intent)!;
      return features.reduce(
        (sum, feature) => sum + this.#weights.get(feature)! * (uses.get(feature) ?? this.#unused),
        0,
      );
    });
    const most = Math.max(...sums);
    const shares = sums.map((sum) => Math.exp((sum - most) / scale));
    const total = shares.reduce((sum, share) => sum + share, 0);
    return new Map(intents.map((intent, at) => [intent, shares[at]! / total]));
  }

  #lengthOf(features: Iterable<string>): number {
    let sum = 0;
    for (const feature of features) sum += (this.#weights.get(feature) ?? 0) ** 2;
    return Math.sqrt(sum) || 1;
  }
}

/** So often a feature counts as used where it never is. */
const smoothing = 0.3;

/** 1 for what one intent alone uses, 0 for what all use alike: one minus the entropy over intents. */
function tellingWeight(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const entropy = -counts.reduce((sum, count) => sum + (count / total) * Math.log(count / total), 0);
  return 1 - entropy / Math.log(intents.length);
}
