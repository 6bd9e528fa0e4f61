/** A word and when it is said, in seconds from the first sample that was given. */
export interface SpokenWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Transcript {
  readonly text: string;
  /** In time order. Models that tell no times of words tell those of whole sentences, in which words are spread by their letters. */
  readonly words: readonly SpokenWord[];
  /** Language that was taken, by its letters, such as `en`. */
  readonly language: string;
  /** Mean of the natural logarithms of the probabilities of all that was written, 0 and less. */
  readonly certainty: number;
  /** Probability 0..1 that nobody speaks. */
  readonly noSpeech: number;
}

export interface RecognitionOptions {
  /** Language of the speech by its letters, such as `en`; left out, the model tells it. */
  readonly language?: string;
  /** Three words are not written again once they have been: for sound in which the model went round in circles. */
  readonly withoutRepeats?: boolean;
  readonly signal?: AbortSignal;
}

/** Writes down what is said in 16 kHz mono sound. */
export interface SpeechRecogniser {
  readonly modelId: string;
  /** How likely each language is, 0..1, by its letters; all are 1 together. */
  languages(samples: Float32Array): Promise<ReadonlyMap<string, number>>;
  /** @param samples 30 s at most */
  transcribe(samples: Float32Array, options?: RecognitionOptions): Promise<Transcript>;
  close(): Promise<void>;
}

/** A recogniser that is loaded when there is something to hear: it takes much memory. Whoever opens it closes it. */
export interface SpeechModel {
  readonly modelId: string;
  open(): Promise<SpeechRecogniser>;
}

/** Languages that write no spaces between words, as Whisper's tokenizer.py lists them. */
const unspaced = new Set(['zh', 'ja', 'th', 'lo', 'my', 'yue']);

/** What stands between two words of a language, by its letters. */
export function spaceBetweenWords(language: string): '' | ' ' {
  return unspaced.has(language) ? '' : ' ';
}
