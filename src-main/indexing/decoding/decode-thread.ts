import { Worker } from 'node:worker_threads';
import { UserFacingError } from '../../domain/errors.ts';
import { enterLane } from '../../media/ffmpeg-lanes.ts';
import type {
  DecodeControl,
  DecodeItems,
  DecodeJobs,
  DecodeKind,
  DecodeMessage,
  DecodeRequest,
} from './decode-protocol.ts';

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const entry = new URL(`./decode-worker${extension}`, import.meta.url);
/** How long a thread that was told to stop may take before it is ended by force. */
const stopMs = 5000;

export interface DecodeOptions {
  readonly signal: AbortSignal;
  /** Told for a film of which a part could not be decoded: a sentence for the person. */
  readonly onWarning?: (sentence: string) => void;
}

/**
 * Decodes in a thread of its own, so that reading pictures from ffmpeg and looking for shots go on while the calling
 * thread is blocked by a model. The thread stays ahead by a bounded number of bytes (`mostBytesAhead` in
 * decode-worker.ts) and then waits, and ffmpeg with it. Leaving the loop, and an abort, end thread and ffmpeg.
 * Throws what the decode throws; the signal's reason after an abort.
 */
export async function* decodeInThread<K extends DecodeKind>(
  kind: K,
  job: DecodeJobs[K],
  { signal, onWarning }: DecodeOptions,
): AsyncGenerator<DecodeItems[K], void> {
  signal.throwIfAborted();
  const leave = await enterLane('background', signal);
  const thread = new DecodeThread({ kind, job }, signal);
  try {
    for (;;) {
      const message = await thread.next();
      signal.throwIfAborted();
      switch (message.kind) {
        case 'item':
          yield message.item as DecodeItems[K];
          thread.send({ kind: 'done', bytes: message.bytes });
          break;
        case 'warning':
          onWarning?.(message.sentence);
          break;
        case 'end':
          return;
        case 'refused': {
          const { code, sentence, remedy } = message.problem;
          throw new UserFacingError(code, sentence, remedy);
        }
        case 'failed':
          throw message.error;
      }
    }
  } finally {
    await thread.end();
    leave();
  }
}

/** The calling thread's side: messages in the order they came, whenever they are wanted. */
class DecodeThread {
  readonly #worker: Worker;
  readonly #signal: AbortSignal;
  readonly #exited: Promise<void>;
  readonly #stop = (): void => this.send({ kind: 'stop' });
  #messages: DecodeMessage[] = [];
  #wake: (() => void) | null = null;

  constructor(request: DecodeRequest, signal: AbortSignal) {
    this.#signal = signal;
    this.#worker = new Worker(entry, { workerData: request });
    this.#worker.on('message', (message: DecodeMessage) => this.#receive(message));
    this.#worker.on('error', (error) => this.#receive({ kind: 'failed', error }));
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        this.#receive({ kind: 'failed', error: new Error(`The decode thread ended with code ${code}`) });
        resolve();
      });
    });
    signal.addEventListener('abort', this.#stop, { once: true });
  }

  async next(): Promise<DecodeMessage> {
    for (;;) {
      const message = this.#messages.shift();
      if (message) return message;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  send(control: DecodeControl): void {
    this.#worker.postMessage(control);
  }

  /** Has the thread kill its ffmpeg and waits until it has gone. */
  async end(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#stop);
    this.send({ kind: 'stop' });
    const force = setTimeout(() => void this.#worker.terminate(), stopMs);
    await this.#exited;
    clearTimeout(force);
  }

  #receive(message: DecodeMessage): void {
    this.#messages.push(message);
    this.#wake?.();
    this.#wake = null;
  }
}
