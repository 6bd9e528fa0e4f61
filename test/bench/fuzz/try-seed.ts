import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { seededRandom } from '../../../src-main/domain/random.ts';
import type { FuzzTarget } from './fuzz-target.ts';

/** How the reading of one input went. */
export interface FuzzAnswer {
  readonly what: string;
  /** Processor seconds of the reading alone. */
  readonly seconds: number;
  /** What the thread holds afterwards, in its heap and in buffers. */
  readonly megabytes: number;
  /** What was thrown and is not foreseen, or what made no sense; null when all went well. */
  readonly error: string | null;
}

/** Reads the input that a seed stands for. Never throws for what a reader does. */
export async function trySeed(target: FuzzTarget, seed: number): Promise<FuzzAnswer> {
  const { what, read } = target.make(seededRandom(seed));
  const begun = process.cpuUsage();
  let error: string | null = null;
  try {
    error = await read();
  } catch (thrown) {
    const foreseen = [UserFacingError, ...(target.foreseen ?? [])];
    if (!foreseen.some((kind) => thrown instanceof kind)) {
      error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    }
  }
  const { user } = process.cpuUsage(begun);
  return { what, seconds: user / 1e6, megabytes: heldMegabytes(), error };
}

/** What this thread holds in its heap and in buffers. */
export function heldMegabytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
