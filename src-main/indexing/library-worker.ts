import { parentPort, workerData } from 'node:worker_threads';
import { problemOf } from '../domain/errors.ts';
import { EventLog } from '../domain/event-log.ts';
import { closeWriter } from '../store/library-database.ts';
import type { WriterEvents } from './library-writer.ts';
import { openLibraryOf } from './open-library.ts';
import type { LibraryWorkerOptions, WorkerMessage, WorkerModule, WorkerRequest } from './worker-protocol.ts';

// The worker thread's entry: commands in, answers and events out.

// Note: the library is opened before anything else is loaded
// Whoever opens a library waits until its schema is current and the file was looked at, and for nothing else: what indexes
// films is some five hundred modules, and what is due for a thousand films takes a while to be found. What is asked
// meanwhile waits; a library that is closed again before that, as by a command that only reads, needs none of it.

const port = parentPort;
if (!port) throw new Error('library-worker runs as a worker thread only');
const send = (message: WorkerMessage) => port.postMessage(message);
const log = new EventLog((entry) => send({ kind: 'log', entry }));

try {
  const options = workerData as LibraryWorkerOptions;
  const db = openLibraryOf(options, log);
  const waiting: WorkerRequest[] = [];
  let carryOut: ((request: WorkerRequest) => Promise<void>) | null = null;
  let isClosed = false;
  port.on('message', (request: WorkerRequest) => {
    if (carryOut) void carryOut(request);
    else if (request.command === 'close' && waiting.length === 0) {
      isClosed = true;
      closeWriter(db);
      send({ kind: 'answer', id: request.id, output: null });
    } else waiting.push(request);
  });
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
  if (!isClosed) {
    const writer = new LibraryWriter(options, events, parts?.load, parts?.book, db);
    carryOut = requestsOf(writer, { send, log });
    for (const request of waiting) void carryOut(request);
  }
} catch (error) {
  send({ kind: 'refused', problem: problemOf(error) });
}
