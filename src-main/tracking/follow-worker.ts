import { parentPort, workerData } from 'node:worker_threads';
import { problemOf } from '../domain/errors.ts';
import { followBox } from './follow-box.ts';
import type { FollowAnswer, FollowWork } from './follow-protocol.ts';

// The thread's entry: one box is followed, and any message asks for an early end.

const port = parentPort;
if (!port) throw new Error('follow-worker runs as a worker thread only');
const ending = new AbortController();
port.once('message', () => ending.abort());

const { tools, request } = workerData as FollowWork;
const answer: FollowAnswer = await followBox(tools, request, ending.signal).then(
  (thing) => ({ kind: 'followed', thing }),
  (error: unknown) => ({ kind: 'failed', problem: problemOf(error) }),
);
port.postMessage(answer);
port.close();
