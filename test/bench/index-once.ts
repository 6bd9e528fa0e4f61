import { openCore } from '../../src-main/api/core.ts';
import { peakMemory } from './peak-memory.ts';

// Indexes one film into a library and prints what it took. A process of its own, so that its memory can be read.

const [film, libraryFolder] = process.argv.slice(2);
if (!film || !libraryFolder) throw new Error('usage: index-once <film> <library folder>');
const core = await openCore({ libraryFolder });
const { seconds } = await core.call('library.index', { paths: [film] });
await core.close();
console.log(JSON.stringify({ seconds, peakMegabytes: peakMemory() / 2 ** 20 }));
