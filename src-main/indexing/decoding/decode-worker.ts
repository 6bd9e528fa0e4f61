import { parentPort, workerData } from 'node:worker_threads';
import { UserFacingError } from '../../domain/errors.ts';
import { decodeFilm } from './decode-film.ts';
import { decodeSketch } from './decode-sketch.ts';
import { decodeSound } from './decode-sound.ts';
import type {
  DecodeControl,
  DecodeItems,
  DecodeJobs,
  DecodeKind,
  DecodeMessage,
  DecodeRequest,
  FilmItem,
} from './decode-protocol.ts';

// The decode thread's entry: one job, its items as messages, then the end. See decode-thread.ts for the other side.

/** Some thirty samples of the largest size: enough to bridge a model's slowest picture, and little memory. */
const mostBytesAhead = 48 * 1024 * 1024;

/** One decoder's work: items in time order; `warn` is told what could not be decoded. */
type Decoder<K extends DecodeKind> = (
  job: DecodeJobs[K],
  warn: (sentence: string) => void,
  signal: AbortSignal,
) => AsyncGenerator<DecodeItems[K], void>;

const decoders: { [K in DecodeKind]: Decoder<K> } = {
  film: decodeFilm,
  sketch: decodeSketch,
  sound: decodeSound,
};

/** The large arrays of an item, which move to the other thread instead of being copied. */
const arraysOf: { [K in DecodeKind]: (item: DecodeItems[K]) => readonly (Uint8Array | Float32Array)[] } = {
  // A small picture is copied: it is still compared with the one after it.
  film: (item: FilmItem) => (item.kind === 'sample' ? [item.sample.frame.data] : []),
  sketch: ({ data }) => [data],
  sound: ({ samples }) => [samples],
};

const port = parentPort;
if (!port) throw new Error('decode-worker runs as a worker thread only');
const stopping = new AbortController();
let bytesAhead = 0;
let wake: (() => void) | null = null;

port.on('message', (control: DecodeControl) => {
  if (control.kind === 'stop') stopping.abort();
  else bytesAhead -= control.bytes;
  wake?.();
  wake = null;
});

async function decode<K extends DecodeKind>({ kind, job }: DecodeRequest<K>): Promise<void> {
  const send = (message: DecodeMessage, move: ArrayBuffer[] = []): void => port!.postMessage(message, move);
  const { signal } = stopping;
  try {
    const warn = (sentence: string): void => send({ kind: 'warning', sentence });
    for await (const item of decoders[kind](job, warn, signal)) {
      const arrays = arraysOf[kind](item);
      const bytes = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
      bytesAhead += bytes;
      send(
        { kind: 'item', item, bytes },
        arrays.map(({ buffer }) => buffer as ArrayBuffer),
      );
      while (bytesAhead > mostBytesAhead && !signal.aborted) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      if (signal.aborted) break;
    }
    send({ kind: 'end' });
  } catch (error) {
    if (error instanceof UserFacingError) send({ kind: 'refused', problem: error.toProblem() });
    else send({ kind: 'failed', error });
  } finally {
    // Nothing else keeps the thread alive.
    port!.unref();
  }
}

await decode(workerData as DecodeRequest);
