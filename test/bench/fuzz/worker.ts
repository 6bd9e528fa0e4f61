import { parentPort, workerData } from 'node:worker_threads';
import { loadTarget } from './targets.ts';
import { heldMegabytes, trySeed } from './try-seed.ts';

// Reads the inputs that seeds stand for, in a thread that may crash and hang. `workerData` is the target's name; null ends it.

const target = await loadTarget(workerData as string);
// What the readers themselves take, their word lists for example, is not the inputs' doing.
const atRest = heldMegabytes();

parentPort!.on('message', (seed: number | null) => void (seed === null ? end() : answer(seed)));

async function answer(seed: number): Promise<void> {
  const { megabytes, ...rest } = await trySeed(target, seed);
  parentPort!.postMessage({ ...rest, megabytes: Math.max(0, megabytes - atRest) });
}

async function end(): Promise<void> {
  await target.end?.();
  parentPort!.close();
}
