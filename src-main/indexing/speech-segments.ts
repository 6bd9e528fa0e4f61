import type { Interval } from '../domain/interval.ts';

/** Speech starts above `enter` and goes on while the probability stays above `leave`. */
const enter = 0.5;
const leave = 0.35;
const minSpeechSeconds = 0.2;
const minSilenceSeconds = 0.3;

/** Turns a voice activity detector's probabilities, one a step, into stretches of speech. */
export class SpeechSegmenter {
  readonly #stepSeconds: number;
  readonly #segments: Interval[] = [];
  #start: number | null = null;
  #lastSpeech = 0;

  constructor(stepSeconds: number) {
    this.#stepSeconds = stepSeconds;
  }

  push(time: number, probability: number): void {
    const end = time + this.#stepSeconds;
    if (this.#start === null) {
      if (probability < enter) return;
      this.#start = time;
      this.#lastSpeech = end;
    } else if (probability >= leave) this.#lastSpeech = end;
    else if (end - this.#lastSpeech >= minSilenceSeconds) this.#close();
  }

  finish(): Interval[] {
    this.#close();
    return this.#segments;
  }

  #close(): void {
    if (this.#start !== null && this.#lastSpeech - this.#start >= minSpeechSeconds) {
      this.#segments.push({ start: this.#start, end: this.#lastSpeech });
    }
    this.#start = null;
  }
}
