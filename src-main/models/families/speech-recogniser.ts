/** A word and when it is said, in seconds from the first sample that was given. */
export interface SpokenWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Transcript {
  readonly text: string;
  /** In time order; empty where the model gives no times for words. */
  readonly words: readonly SpokenWord[];
}

export interface RecognitionOptions {
  /** Language of the speech by its two letters, such as `en`, which is also taken when it is left out. */
  readonly language?: string;
  readonly signal?: AbortSignal;
}

/** Writes down what is said in 16 kHz mono sound. */
export interface SpeechRecogniser {
  readonly modelId: string;
  transcribe(samples: Float32Array, options?: RecognitionOptions): Promise<Transcript>;
  close(): Promise<void>;
}
