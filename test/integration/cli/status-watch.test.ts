import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { jsonShapes } from '../../../src-main/hosts/cli/json-shapes.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';
import { runKinora, startKinora } from './kinora-process.ts';

const library = new WrittenLibrary();

afterAll(() => library.close());

test('status --watch tells what another process changes, until it is interrupted', async () => {
  const id = library.film({ title: 'First' });
  const child = startKinora(['status', '--watch', '--json'], { library: library.folder });
  const ending = once(child, 'close');
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const next = async () =>
    jsonShapes['status --watch'].parse(JSON.parse((await lines.next()).value as string));

  expect(await next()).toMatchObject({ ready: 1, indexing: 0, film: null });
  library.store.videos.setState(id, 'indexing');
  expect(await next()).toMatchObject({ ready: 0, indexing: 1, film: { title: 'First' } });
  library.store.videos.setState(id, 'ready');
  expect(await next()).toMatchObject({ ready: 1, indexing: 0, film: null });

  child.kill('SIGINT');
  const [code] = (await ending) as [number];
  expect(code).toBe(0);
  expect((await lines.next()).done).toBe(true);
});

test('where there is no library to watch, that is told', async () => {
  const { code, stdout, stderr } = await runKinora(['status', '--watch'], {
    library: join(library.folder, 'none'),
  });
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('none');
});
