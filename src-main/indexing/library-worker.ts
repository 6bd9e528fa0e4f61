import { parentPort, workerData } from 'node:worker_threads';
import { problemOf } from '../domain/errors.ts';
import { EventLog } from '../domain/event-log.ts';
import type { WriterEvents } from './library-writer.ts';
import { openLibraryOf } from './open-library.ts';
import type { LibraryWorkerOptions, WorkerMessage, WorkerModule } from './worker-protocol.ts';

// The worker thread's entry: commands in, answers and events out.

// Note: the library is opened before anything else is loaded
// Whoever opens a library waits until its schema is current and the file was looked at, and for nothing else: what indexes
// films is some five hundred modules, and what is due for a thousand films takes a while to be found. What is asked
// meanwhile waits in the port.

const port = parentPort;
if (!port) throw new Error('library-worker runs as a worker thread only');
const send = (message: WorkerMessage) => port.postMessage(message);
const log = new EventLog((entry) => send({ kind: 'log', entry }));

try {
  const options = workerData as LibraryWorkerOptions;
  const db = openLibraryOf(options, log);
  send({ kind: 'ready' });
  const [{ LibraryWriter }, { requestsOf }, parts] = await Promise.all([
    import('./library-writer.ts'),
    import('./library-requests.ts'),
    options.module === undefined ? null : (import(options.module) as Promise<WorkerModule>),
  ]);
  const events: WriterEvents = {
    progress: (progress) => send({ kind: 'progress', progress }),
    changed: (what) => send({ kind: 'changed', what }),
    warned: (sentence) => send({ kind: 'warned', sentence }),
    log,
  };
  const writer = new LibraryWriter(options, events, parts?.load, parts?.book, db);
  const carryOut = requestsOf(writer, { send, log });
  port.on('message', (request) => void carryOut(request));
} catch (error) {
  send({ kind: 'refused', problem: problemOf(error) });
}
