import { Worker } from 'node:worker_threads';
import type { LibraryExamination } from './library-examination.ts';

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/**
 * Examines a library in a thread of its own, since reading a large file takes long. Null when there is no library;
 * rejects with the signal's reason when aborted.
 */
export function examineInThread(root: string, signal?: AbortSignal): Promise<LibraryExamination | null> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL(`./examination-worker${extension}`, import.meta.url), {
    workerData: root,
  });
  const abort = () => void worker.terminate();
  signal?.addEventListener('abort', abort, { once: true });
  return new Promise<LibraryExamination | null>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      // After an answer this changes nothing.
      reject(
        signal?.aborted ? (signal.reason as Error) : new Error('The examination of the library ended early'),
      );
    });
  }).finally(() => signal?.removeEventListener('abort', abort));
}
