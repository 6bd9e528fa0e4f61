import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openCore } from '../../../src-main/api/core.ts';
import { peakMemory } from '../peak-memory.ts';
import type { HostCost } from './index-in-host.ts';

// Indexes one film as a host would: the core in this process, and a page that asks for the library whenever it has
// changed. Prints one line of JSON: a HostCost.

const [film, libraryFolder] = process.argv.slice(2);
if (!film || !libraryFolder) throw new Error('usage: host-process <film> <library folder>');

/** Milliseconds between two looks at the clock. */
const resolution = 10;

const core = await openCore({ libraryFolder });
const asked: Promise<unknown>[] = [];
core.on('library.changed', () => {
  asked.push(core.call('library.status', {}), core.call('library.videos', {}));
});
const delay = monitorEventLoopDelay({ resolution });
delay.enable();
const { seconds, failed } = await core.call('library.index', { paths: [film] });
delay.disable();
await Promise.all(asked);
await core.close();
const cost: HostCost = {
  seconds,
  failed: failed.map(({ reason }) => reason),
  // The clock is looked at every 10 ms at best; only what goes beyond is delay.
  loopDelayMs: Math.max(0, delay.percentile(99) / 1e6 - resolution),
  peakMegabytes: peakMemory() / 2 ** 20,
};
console.log(JSON.stringify(cost));
