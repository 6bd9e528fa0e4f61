import type { Interval } from './interval.ts';

export type CitedKind = 'face' | 'line' | 'picture' | 'concept' | 'film' | 'search';

/** Something that is there in the index and for which a sentence stands. */
export interface Cited extends Interval {
  readonly kind: CitedKind;
  /** Null for what holds of the whole library. */
  readonly videoId: number | null;
  /** Empty for the whole library. */
  readonly path: string;
  /** Who, what is seen, what is said; the film's title; the query of a search. */
  readonly text: string;
}

export interface Sentence {
  readonly text: string;
  /** Places in the answer's evidence; never empty. */
  readonly evidence: readonly number[];
}

export interface Answer {
  readonly sentences: readonly Sentence[];
  readonly evidence: readonly Cited[];
}

/**
 * Note: no sentence without evidence
 * An answer comes into being here alone, and `say` demands at least one piece of evidence of every sentence. Whoever writes a
 * template has to say what it stands on; what cannot cite anything is no part of an answer.
 */
export class AnswerWriter {
  readonly #sentences: Sentence[] = [];
  readonly #evidence: Cited[] = [];
  /** By what is cited. */
  readonly #places = new Map<string, number>();

  say(text: string, ...evidence: readonly [Cited, ...Cited[]]): void {
    this.#sentences.push({ text, evidence: [...new Set(evidence.map((one) => this.#place(one)))] });
  }

  written(): Answer {
    return { sentences: this.#sentences, evidence: this.#evidence };
  }

  #place(cited: Cited): number {
    const key = JSON.stringify(cited);
    const place = this.#places.get(key) ?? this.#evidence.push(cited) - 1;
    this.#places.set(key, place);
    return place;
  }
}

/** Whether there is something to cite. */
export function isCited(some: Cited[]): some is [Cited, ...Cited[]] {
  return some.length > 0;
}
