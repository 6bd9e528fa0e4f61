import type * as CoreModule from '../../../src-main/api/core.ts';

// Opens a library as the core's process does, and prints when it answered, in milliseconds since this process began.

/** @param module `core.js` of the compiled program, or `core.ts` */
const [module, libraryFolder] = process.argv.slice(2);
if (!module || !libraryFolder) throw new Error('usage: open-core <module> <library folder>');
const { openCore } = (await import(module)) as Pick<typeof CoreModule, 'openCore'>;
const core = await openCore({ libraryFolder, background: true });
await core.call('library.status', {});
const ready = performance.now();
await core.call('search.run', { query: 'a dog in the kitchen' });
const found = performance.now();
console.log(JSON.stringify({ ready, found }));
await core.close();
