import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { WrittenLibrary } from '../../fixtures/written-library.ts';
import { startKinora } from './kinora-process.ts';

const library = new WrittenLibrary();
afterAll(() => library.close());

test.runIf(process.platform === 'linux')(
  'a library is served by the process that was started, with few memory arenas and without a word of it',
  async () => {
    const child = startKinora(['serve', '--json'], { library: library.folder });
    const ending = once(child, 'close');
    let complaints = '';
    child.stderr!.on('data', (text: Buffer) => (complaints += text.toString('utf8')));
    const { value } = await createInterface({ input: child.stdout! })[Symbol.asyncIterator]().next();
    expect(JSON.parse(value as string)).toHaveProperty('url');
    const environment = readFileSync(`/proc/${child.pid}/environ`, 'utf8').split('\0');
    expect(environment).toContain('MALLOC_ARENA_MAX=2');
    child.kill('SIGINT');
    expect(await ending).toEqual([0, null]);
    expect(complaints).not.toMatch(/warning/i);
  },
);
