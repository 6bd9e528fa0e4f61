import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EventLog, type LogEntry } from '../../../src-main/domain/event-log.ts';
import { LibraryWorker } from '../../../src-main/indexing/library-worker-client.ts';
import { openForReading } from '../../../src-main/store/library-database.ts';
import { LibraryReader } from '../../../src-main/store/library-reader.ts';
import { FilmFolder } from '../../fixtures/fake-passes.ts';

const module = join(import.meta.dirname, '../../fixtures/crashing-passes.ts');
const patience = 90_000;

let films: FilmFolder;
let client: LibraryWorker;
let reader: LibraryReader;
let logged: LogEntry[];

beforeEach(async () => {
  films = new FilmFolder();
  logged = [];
  client = await LibraryWorker.start(
    { libraryFolder: films.library, module, background: true },
    new EventLog((entry) => logged.push(entry)),
  );
  reader = new LibraryReader(openForReading(films.library));
});
afterEach(async () => {
  reader.close();
  await client.close();
  films.remove();
});

test(
  'a film that ends the worker three times is set aside with what was heard, the others go on, and who asked is told',
  { timeout: 2 * patience },
  async () => {
    for (const name of ['a', 'crash', 'z']) films.add(`${name}.mp4`);
    const filmNamed = (title: string) => reader.videos.all().find((video) => video.title === title);
    const crashes = () => readFileSync(join(films.root, 'ran'), 'utf8').match(/crash/g)?.length;

    await expect(client.index([films.root])).rejects.toThrow('stopped unexpectedly');
    await vi.waitFor(() => expect(filmNamed('crash')?.state).toBe('failed'), patience);
    await vi.waitFor(() => expect(filmNamed('z')?.state).toBe('ready'), patience);
    expect(filmNamed('a')?.state).toBe('ready');
    expect(crashes()).toBe(3);
    const [stuck] = reader.jobs.stuck();
    expect(stuck).toMatchObject({ pass: 'shots', state: 'set-aside', crashes: 3 });
    expect(stuck!.log!.match(/The film hit a nerve/g)).toHaveLength(3);
    expect(filmNamed('crash')?.problem?.sentence).toContain('3 times');
    const events = logged.map(({ event }) => event);
    for (const event of ['worker.crashed', 'worker.restarted', 'film.crashed']) {
      expect(
        events.filter((one) => one === event),
        event,
      ).toHaveLength(3);
    }

    // Another index leaves it aside and says so; a retry does not.
    const { videos, failed } = await client.index([films.root]);
    expect([videos, failed]).toEqual([2, [expect.objectContaining({ path: filmNamed('crash')!.path })]]);
    expect(crashes()).toBe(3);
    await expect(client.retry(filmNamed('crash')!.id)).rejects.toThrow('stopped unexpectedly');
    expect(crashes()).toBe(4);
  },
);
