import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCore } from '../../../src-main/api/core.ts';
import { openForWriting } from '../../../src-main/store/library-database.ts';
import { makeShortFilm } from '../cli/short-film.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kinora-core-log-'));
});

afterAll(() => rm(home, { recursive: true, force: true }));

const textOf = (libraryFolder: string) => readFile(join(libraryFolder, 'logs', 'kinora.log'), 'utf8');

async function eventsOf(libraryFolder: string): Promise<Record<string, unknown>[]> {
  return (await textOf(libraryFolder))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('tells what was done with which film and how long it took, and nothing of people', async () => {
  const libraryFolder = join(home, 'library');
  const film = await makeShortFilm();
  const broken = join(home, 'broken.mkv');
  await writeFile(broken, 'no film');
  const core = await openCore({ libraryFolder });
  await core.call('library.index', { paths: [film.path, broken, join(home, 'nowhere.mkv')] });
  const pictures = film.portraits['Ada']!.map((path) => ({ path }));
  await core.call('people.add', { name: 'Zerlina', pictures });
  await core.call('search.run', { query: '@Zerlina "where is my mug"' });
  await core.call('people.rename', { id: 99, name: 'Zerlina' }).catch(() => undefined);
  await core.close();

  const events = await eventsOf(libraryFolder);
  const of = (event: string) => events.filter((entry) => entry['event'] === event);
  expect(events[0]).toMatchObject({ event: 'library.opened', library: libraryFolder });
  expect(events.at(-1)).toMatchObject({ event: 'library.closed' });
  expect(of('indexing.finished')).toMatchObject([{ level: 'info', films: 1, failed: 1, warnings: 0 }]);
  expect(of('film.failed')).toMatchObject([
    {
      film: broken,
      pass: 'probe',
      error: { code: 'unreadable-file', sentence: expect.any(String) as string },
    },
  ]);
  expect(of('path.failed')).toMatchObject([{ path: join(home, 'nowhere.mkv') }]);
  const passes = of('pass.finished').filter((entry) => entry['film'] === film.path);
  expect(passes.length).toBeGreaterThan(1);
  for (const pass of passes) {
    expect(pass).toMatchObject({ mediaSeconds: film.truth.duration });
    expect(pass['seconds']).toBeGreaterThan(0);
  }
  expect(of('ffmpeg.chosen')).toHaveLength(1);
  expect(of('provider.chosen').length).toBeGreaterThan(2);

  expect(film.truth.speech.length).toBeGreaterThan(0);
  for (const words of ['Zerlina', 'Ada', 'mug']) expect(await textOf(libraryFolder)).not.toContain(words);
});

test('tells that a program did not close the library', async () => {
  const libraryFolder = join(home, 'left open');
  // Closed as the system closes the files of a process that was killed.
  openForWriting(libraryFolder).close();
  await (await openCore({ libraryFolder })).close();
  const unclean = (await eventsOf(libraryFolder)).filter(({ event }) => event === 'library.unclean-shutdown');
  expect(unclean).toMatchObject([{ level: 'warn', library: libraryFolder }]);
});

test('tells why a library was not opened', async () => {
  const libraryFolder = join(home, 'damaged');
  await (await openCore({ libraryFolder })).close();
  await writeFile(join(libraryFolder, 'library.sqlite'), 'no database at all'.repeat(100));
  await expect(openCore({ libraryFolder })).rejects.toMatchObject({ code: 'library' });
  expect((await eventsOf(libraryFolder)).at(-1)).toMatchObject({
    level: 'error',
    event: 'library.refused',
    error: { code: 'library' },
  });
});
