import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test, vi } from 'vitest';
import { jsonShapes } from '../../../src-main/hosts/cli/json-shapes.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';
import { runKinora, startKinora } from './kinora-process.ts';

const library = new WrittenLibrary();
afterAll(() => library.close());

test('watch tells what another process changes from its start on, and starts the hook with each event', async () => {
  const first = library.film({ title: 'First' });
  const heard = join(library.folder, 'heard');
  const hook = join(library.folder, 'hook.cjs');
  writeFileSync(
    hook,
    `const fs = require('fs'); fs.appendFileSync(${JSON.stringify(heard)}, fs.readFileSync(0));`,
  );
  const child = startKinora(['watch', '--json', '--hook', process.execPath, '--hook-argument', hook], {
    library: library.folder,
  });
  const ending = once(child, 'close');
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const next = async () => jsonShapes.watch.parse(JSON.parse((await lines.next()).value as string));
  await once(child.stderr!, 'data');

  library.film({ title: 'Second' });
  expect(await next()).toMatchObject({ event: 'film.added', film: { title: 'Second' }, folder: null });
  expect(await next()).toMatchObject({ event: 'film.indexed', film: { title: 'Second' } });
  library.store.videos.remove(first);
  expect(await next()).toMatchObject({ event: 'film.removed', film: { id: first, title: 'First' } });
  await vi.waitFor(() => {
    const events = readFileSync(heard, 'utf8').trim().split('\n');
    expect(events.map((line) => jsonShapes.watch.parse(JSON.parse(line)).event)).toEqual([
      'film.added',
      'film.indexed',
      'film.removed',
    ]);
  }, 20_000);

  child.kill('SIGINT');
  expect(await ending).toEqual([0, null]);
});

test('a hook that is not named by its whole path is refused', async () => {
  const { code, stderr } = await runKinora(['watch', '--hook', 'film-indexed'], { library: library.folder });
  expect(code).toBe(1);
  expect(stderr).toContain('whole path');
});
