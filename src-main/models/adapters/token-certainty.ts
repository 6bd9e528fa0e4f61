import type { Tensor } from '@huggingface/transformers';

/** Changes what a model thinks of the next token, as the transformers library wants it. */
type TokenRule = (tokens: bigint[][], scores: Tensor) => Tensor;

/**
 * Listens to a model that writes token after token, each time the likeliest: how sure it was of each. Stands in for the
 * library's list of rules, so that it hears what all of these have left of the scores, as Whisper's decoding.py does.
 */
export class TokenCertainty implements Iterable<TokenRule> {
  readonly #rules: TokenRule[] = [];
  readonly #signal: AbortSignal | undefined;
  #sum = 0;
  #count = 0;

  /** @param signal ends the writing at the next token; the library itself hands no such wish on to Whisper */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Mean of the natural logarithms of the tokens' probabilities; 0 before the first. */
  get mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }

  push(rule: TokenRule): void {
    this.#rules.push(rule);
  }

  *[Symbol.iterator](): Iterator<TokenRule> {
    yield* this.#rules;
    yield (_tokens, scores) => {
      this.#signal?.throwIfAborted();
      const data = scores.data as Float32Array;
      this.#sum += data.reduce((most, score) => Math.max(most, score), -Infinity) - logSumOf(data);
      this.#count++;
      return scores;
    };
  }
}

/** ln of the sum of e to the power of each score. */
export function logSumOf(scores: Float32Array): number {
  const most = scores.reduce((best, score) => Math.max(best, score), -Infinity);
  return most + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0));
}
