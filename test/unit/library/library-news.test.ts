import { afterEach, beforeEach, expect, test } from 'vitest';
import { newsBetween, seeLibrary, type SeenLibrary } from '../../../src-main/library/library-news.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
let before: SeenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
  before = seeLibrary(library.reader);
});
afterEach(() => library.close());

/** What has happened since the last look. */
function news(): string[] {
  const after = seeLibrary(library.reader);
  const told = newsBetween(before, after);
  before = after;
  return told.map(({ event, film, folder }) => `${event} ${film?.title ?? folder}`);
}

test('nothing that was there before is news', () => {
  library.film({ title: 'First' });
  before = seeLibrary(library.reader);
  expect(news()).toEqual([]);
});

test('a film is added, indexed, fails, and is removed', () => {
  const id = library.film({ title: 'First' });
  expect(news()).toEqual(['film.added First', 'film.indexed First']);
  library.store.videos.setState(id, 'indexing');
  expect(news()).toEqual([]);
  library.store.videos.setState(id, 'ready');
  expect(news()).toEqual(['film.indexed First']);
  library.store.videos.setState(id, 'failed');
  expect(news()).toEqual(['film.failed First']);
  library.store.videos.remove(id);
  expect(news()).toEqual(['film.removed First']);
});

test('a file that goes and comes back is told, and so are folders', () => {
  const id = library.film({ title: 'First' });
  news();
  library.db.prepare(`UPDATE videos SET absence = 'file' WHERE id = ?`).run(id);
  expect(news()).toEqual(['film.gone First']);
  library.db.prepare(`UPDATE videos SET absence = NULL, path = '/elsewhere/film.mp4' WHERE id = ?`).run(id);
  expect(news()).toEqual(['film.moved First', 'film.back First']);
  library.db.prepare(`INSERT INTO roots (path, added_at) VALUES ('/films', '2026-01-02')`).run();
  expect(news()).toEqual(['folder.added /films']);
  library.db.prepare('DELETE FROM roots').run();
  expect(news()).toEqual(['folder.removed /films']);
});
