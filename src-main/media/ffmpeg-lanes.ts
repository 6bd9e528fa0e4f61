import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';

/**
 * How soon a run of ffmpeg or ffprobe is wanted. `now`: somebody looks at the screen for it. `soon`: a short look at a
 * file that other work waits for. `background`: indexing, which may take as long as it takes.
 */
export type Urgency = 'now' | 'soon' | 'background';

// Note: two lanes
// Programs started freely freeze a machine, so each waits here for its turn. Decodes of indexing may run for an hour, and
// nobody who waits for one picture can wait for that: they have a lane of their own, as wide as half of the processor,
// and run at low priority. What is `now` or `soon` shares the other lane, which is wide enough for films being played,
// whose conversions last as long as the viewer looks. Lanes belong to a thread: that of the interface starts no
// background work, and a decode thread's one program counts in the lane of the thread that asked for it.

/** Background decodes at once. */
export function backgroundLimit(cores: number): number {
  return Math.floor(cores / 2) + 1;
}

const quickLimit = 8;
const priorities: Record<Urgency, number> = { now: 2, soon: 1, background: 0 };

const quick = new PQueue({ concurrency: quickLimit });
const background = new PQueue({ concurrency: backgroundLimit(availableParallelism()) });

/** Waits for a turn; calling what it gives ends the turn, and so does an abort. Rejects with the signal's reason. */
export function enterLane(urgency: Urgency, signal?: AbortSignal): Promise<() => void> {
  const lane = urgency === 'background' ? background : quick;
  const options = { priority: priorities[urgency], ...(signal ? { signal } : {}) };
  return new Promise((resolve, reject) => {
    lane.add(() => new Promise<void>((leave) => resolve(leave)), options).catch(reject);
  });
}
