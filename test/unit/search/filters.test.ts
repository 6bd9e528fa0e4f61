import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
let engine: MomentSearch;
beforeEach(() => {
  library = new WrittenLibrary();
  engine = new MomentSearch(library.reader, new ConceptWords());
});
afterEach(() => library.close());

const films = async (query: string) =>
  (await engine.run(query, 50)).moments.map(({ videoId }) => videoId).toSorted();

describe('Filters of films', () => {
  it('leave the films that the person has not seen, or has', async () => {
    const seen = library.film({ frames: { 5: { dog: 0.9 } } });
    const unseen = library.film({ frames: { 5: { dog: 0.9 } } });
    library.store.watched.set(seen, true, new Date());
    expect(await films('dog unseen:yes')).toEqual([unseen]);
    expect(await films('dog seen:yes')).toEqual([seen]);
    library.store.watched.set(seen, false, new Date());
    expect(await films('dog unseen:yes')).toEqual([seen, unseen]);
  });

  it('go by when a film was added', async () => {
    const film = library.film({ frames: { 5: { dog: 0.9 } } });
    expect(await films('dog added:2026-01')).toEqual([film]);
    expect(await films('dog added:2025')).toEqual([]);
    expect(await films('dog added:>2025-12')).toEqual([film]);
    library.db.prepare('UPDATE videos SET added_at = ?').run(new Date().toISOString());
    expect(await films('dog added:2d')).toEqual([film]);
    expect(await films('dog added:..2025')).toEqual([]);
  });

  it('go by how long a film is', async () => {
    const [short, long] = [600, 5000].map((duration) =>
      library.film({ duration, frames: { 5: { dog: 0.9 } } }),
    );
    expect(await films('dog longer:1h')).toEqual([long]);
    expect(await films('dog shorter:20m')).toEqual([short]);
  });
});

describe('Filters of pictures', () => {
  beforeEach(() => {
    library.film({ frames: { 5: { dog: 0.9, bright: 0.9 } } });
    library.film({ frames: { 5: { dog: 0.9, dark: 0.9, 'close-up': 0.9 } } });
    library.film({ frames: { 5: { dark: 0.9, 'long shot': 0.9 } } });
  });

  it('leave pictures of one light', async () => {
    expect(await films('dog light:night')).toEqual([2]);
    expect(await films('dog light:day')).toEqual([1]);
    expect(await films('light:night')).toEqual([2, 3]);
  });

  it('leave pictures of both a light and a size, any of several sizes', async () => {
    expect(await films('light:night shot:wide')).toEqual([3]);
    expect(await films('light:night shot:wide shot:close-up')).toEqual([2, 3]);
    expect(await films('light:day shot:wide')).toEqual([]);
  });
});
