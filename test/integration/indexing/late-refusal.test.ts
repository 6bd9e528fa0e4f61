import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EventLog } from '../../../src-main/domain/event-log.ts';
import { LibraryWorker } from '../../../src-main/indexing/library-worker-client.ts';
import { openForReading } from '../../../src-main/store/library-database.ts';
import { FilmFolder } from '../../fixtures/fake-passes.ts';

let films: FilmFolder;
beforeEach(() => {
  films = new FilmFolder();
});
afterEach(() => films.remove());

test('a library is open before what indexes its films is loaded; where that cannot be, whoever changes it is told why', async () => {
  const module = 'data:text/javascript,throw new Error("the models are gone")';
  const client = await LibraryWorker.start({ libraryFolder: films.library, module }, new EventLog(() => {}));
  const reader = openForReading(films.library);
  try {
    expect(reader.prepare('SELECT count(*) FROM videos').pluck().get()).toBe(0);
    await expect(client.index([films.root])).rejects.toThrow('the models are gone');
    await expect(client.saveSearch('dogs', 'dog')).rejects.toThrow('the models are gone');
    await vi.waitFor(() => expect(client.warnings.join()).toContain('the models are gone'));
  } finally {
    reader.close();
    await client.close();
  }
});
