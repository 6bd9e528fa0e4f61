import { parentPort, workerData } from 'node:worker_threads';
import { examineLibrary } from './library-examination.ts';

// A thread's entry: examines the library whose folder it is given, answers once, and ends.

parentPort?.postMessage(examineLibrary(workerData as string));
