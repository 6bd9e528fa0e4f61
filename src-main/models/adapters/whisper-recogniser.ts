import { basename, dirname, join } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';
import type { AutomaticSpeechRecognitionPipeline, DataType } from '@huggingface/transformers';
import type { SpeechDescription } from '../families/model-description.ts';
import type {
  RecognitionOptions,
  SpeechRecogniser,
  SpokenWord,
  Transcript,
} from '../families/speech-recogniser.ts';

/** Seconds that the model takes at once. */
const windowSeconds = 30;

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

  async transcribe(
    samples: Float32Array,
    { language = 'en', signal }: RecognitionOptions = {},
  ): Promise<Transcript> {
    signal?.throwIfAborted();
    const { InterruptableStoppingCriteria } = await import('@huggingface/transformers');
    const stop = new InterruptableStoppingCriteria();
    const interrupt = (): void => stop.interrupt();
    signal?.addEventListener('abort', interrupt);
    const { wordTimes, multilingual } = this.#description;
    try {
      const answer = await this.#pipeline(samples, {
        return_timestamps: wordTimes ? 'word' : false,
        ...(samples.length > windowSeconds * 16_000 ? { chunk_length_s: windowSeconds } : {}),
        ...(multilingual ? { language, task: 'transcribe' } : {}),
        stopping_criteria: stop,
      } as Parameters<AutomaticSpeechRecognitionPipeline>[1]);
      signal?.throwIfAborted();
      const { text, chunks = [] } = Array.isArray(answer) ? answer[0]! : answer;
      return { text: text.trim(), words: wordTimes ? chunks.map(wordOf) : [] };
    } finally {
      signal?.removeEventListener('abort', interrupt);
    }
  }

  async close(): Promise<void> {
    await this.#pipeline.dispose();
  }
}

/** A word that the end of the sound cuts off ends where it begins. */
function wordOf({
  text,
  timestamp,
}: {
  text: string;
  timestamp: readonly [number, number | null];
}): SpokenWord {
  const [start, end] = timestamp;
  return { text: text.trim(), start, end: Math.max(start, end ?? start) };
}
