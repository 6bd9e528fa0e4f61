import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { UserFacingError } from '../domain/errors.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import type { FollowAnswer, FollowWork } from './follow-protocol.ts';
import { checkedFollow, type FollowedThing, type FollowRequest } from './follow-request.ts';

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/**
 * Follows a box in a thread of its own, which ends with the answer: tracking would block the thread it runs on.
 * Throws what {@link followBox} throws, and an AbortError when the signal fires.
 */
export async function followInWorker(
  tools: FfmpegTools,
  request: FollowRequest,
  signal?: AbortSignal,
): Promise<FollowedThing> {
  signal?.throwIfAborted();
  checkedFollow(request);
  const work: FollowWork = { tools, request };
  const worker = new Worker(new URL(`./follow-worker${extension}`, import.meta.url), { workerData: work });
  const stop = (): void => worker.postMessage('stop');
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const [answer] = (await once(worker, 'message')) as [FollowAnswer];
    signal?.throwIfAborted();
    if (answer.kind === 'followed') return answer.thing;
    const { code, sentence, remedy } = answer.problem;
    throw new UserFacingError(code, sentence, remedy);
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
