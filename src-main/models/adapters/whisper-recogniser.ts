import { basename, dirname, join } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';
import type { AutomaticSpeechRecognitionPipeline, DataType, Tensor } from '@huggingface/transformers';
import type { SpeechDescription } from '../families/model-description.ts';
import type {
  RecognitionOptions,
  SpeechRecogniser,
  SpokenWord,
  Transcript,
} from '../families/speech-recogniser.ts';
import { spreadWords } from './spread-words.ts';
import { logSumOf, TokenCertainty } from './token-certainty.ts';

const sampleRate = 16_000;
/** Seconds that the model takes at once. */
const windowSeconds = 30;
/** Half of the text that the model can hold, as in Whisper's decoding.py: who writes more in 30 s has lost the sound. */
const mostTokens = 224;
const repeatedTokens = 3;

/** A text with the times of its beginning and end, as the transformers library gives it. */
interface TimedText {
  readonly text: string;
  readonly timestamp: readonly [number | null, number | null];
}

/** What Whisper's `generation_config.json` says of its tokens. */
interface TokenNumbers {
  readonly decoder_start_token_id: number;
  readonly no_timestamps_token_id: number;
  readonly lang_to_id?: Readonly<Record<string, number>>;
}

/** A sound inside the model, and what the model makes of its beginning. */
interface Encoded {
  readonly states: Tensor;
  readonly languages: ReadonlyMap<string, number>;
  readonly noSpeech: number;
}

/**
 * Whisper through the transformers library, from a folder on this machine and nowhere else: spectrogram, search and
 * the times of words by dynamic time warping are the library's.
 */
export class WhisperRecogniser implements SpeechRecogniser {
  readonly modelId: string;
  readonly #description: SpeechDescription;
  readonly #pipeline: AutomaticSpeechRecognitionPipeline;

  private constructor(description: SpeechDescription, pipeline: AutomaticSpeechRecognitionPipeline) {
    this.modelId = description.id;
    this.#description = description;
    this.#pipeline = pipeline;
  }

  /** Throws a UserFacingError `bad-model` when the folder does not hold what the description says. */
  static async open(
    description: SpeechDescription,
    folder: string,
    threads: number,
  ): Promise<WhisperRecogniser> {
    // Loaded here, for it brings much along that is of no use without a speech model.
    const { env, LogLevel, pipeline } = await import('@huggingface/transformers');
    env.allowRemoteModels = false;
    env.allowLocalModels = true;
    env.useFSCache = false;
    env.logLevel = LogLevel.ERROR;
    env.localModelPath = join(dirname(folder), '/');
    try {
      const opened = await pipeline('automatic-speech-recognition', basename(folder), {
        local_files_only: true,
        device: 'cpu',
        dtype: {
          encoder_model: description.precision.encoder as DataType,
          decoder_model_merged: description.precision.decoder as DataType,
        },
        session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
      });
      return new WhisperRecogniser(description, opened);
    } catch (error) {
      throw new UserFacingError(
        'bad-model',
        `The speech model ${description.id} could not be loaded.`,
        'Run "kinora models verify", and install the model again if it says so.',
        error,
      );
    }
  }

  async languages(samples: Float32Array): Promise<ReadonlyMap<string, number>> {
    return (await this.#encode(samples)).languages;
  }

  async transcribe(
    samples: Float32Array,
    { language, withoutRepeats = false, signal }: RecognitionOptions = {},
  ): Promise<Transcript> {
    if (samples.length > windowSeconds * sampleRate) {
      throw new RangeError(`A speech model hears ${windowSeconds} s at once, not ${samples.length} samples.`);
    }
    signal?.throwIfAborted();
    const { states, languages, noSpeech } = await this.#encode(samples);
    const spoken = languages.has(language ?? '') ? language! : likeliest(languages);
    const certainty = new TokenCertainty(signal);
    const givesWords = this.#description.wordTimes && this.#looksAtSound();
    const answer = await this.#pipeline(samples, {
      return_timestamps: givesWords ? 'word' : true,
      ...(this.#description.multilingual ? { language: spoken, task: 'transcribe' } : {}),
      ...(withoutRepeats ? { no_repeat_ngram_size: repeatedTokens } : {}),
      max_new_tokens: mostTokens,
      logits_processor: certainty,
      encoder_outputs: states,
    } as object);
    signal?.throwIfAborted();
    const { text, chunks = [] } = Array.isArray(answer) ? answer[0]! : answer;
    const timed = (chunks as readonly TimedText[]).map((chunk) =>
      timesOf(chunk, samples.length / sampleRate),
    );
    return {
      text: text.trim(),
      words: givesWords ? timed : timed.flatMap((part) => spreadWords(part, spoken)),
      language: spoken,
      certainty: certainty.mean,
      noSpeech,
    };
  }

  async close(): Promise<void> {
    await this.#pipeline.dispose();
  }

  /** Whether the decoder tells where in the sound it looks, without which words have no times. */
  #looksAtSound(): boolean {
    const decoder = this.#pipeline.model.sessions['decoder_model_merged'] as { outputNames: string[] };
    return decoder.outputNames.some((name) => name.startsWith('cross_attentions'));
  }

  /** One step of the decoder behind its start token: the languages stand there, and whether there is speech at all. */
  async #encode(samples: Float32Array): Promise<Encoded> {
    const { Tensor } = await import('@huggingface/transformers');
    const { model, processor } = this.#pipeline;
    const { input_features: features } = (await processor(samples)) as { input_features: Tensor };
    const encoder = model.sessions['model'] as {
      run(feeds: object): Promise<Record<string, Tensor['ort_tensor']>>;
    };
    const { last_hidden_state: hidden } = await encoder.run({ input_features: features.ort_tensor });
    const states = new Tensor(hidden!);
    const tokens = model.generation_config as unknown as TokenNumbers;
    const start = new Tensor('int64', [BigInt(tokens.decoder_start_token_id)], [1, 1]);
    const { logits } = (await model({ encoder_outputs: states, decoder_input_ids: start })) as {
      logits: Tensor;
    };
    const scores = logits.to('float32').data as Float32Array;
    // Whisper keeps the token for silence right before the one that asks for no times.
    const silence = scores[tokens.no_timestamps_token_id - 1]!;
    return {
      states,
      languages: this.#languagesOf(scores, tokens.lang_to_id),
      noSpeech: Math.exp(silence - logSumOf(scores)),
    };
  }

  #languagesOf(scores: Float32Array, numbers: TokenNumbers['lang_to_id']): ReadonlyMap<string, number> {
    if (!this.#description.multilingual || !numbers) return new Map([['en', 1]]);
    const names = Object.keys(numbers);
    const own = Float32Array.from(names, (name) => scores[numbers[name]!]!);
    const all = logSumOf(own);
    return new Map(names.map((name, index) => [name.slice(2, -2), Math.exp(own[index]! - all)]));
  }
}

function likeliest(languages: ReadonlyMap<string, number>): string {
  return [...languages].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** A word that the end of the sound cuts off ends there; none ends before it begins. */
function timesOf({ text, timestamp }: TimedText, length: number): SpokenWord {
  const start = Math.min(length, timestamp[0] ?? 0);
  return { text: text.trim(), start, end: Math.max(start, Math.min(length, timestamp[1] ?? length)) };
}
