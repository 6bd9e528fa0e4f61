import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appearancesOf } from '../../../src-main/search/appearances.ts';
import { lookUpMoment } from '../../../src-main/search/moment-lookup.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

describe('A moment looked up by its id', () => {
  it('is the stretch that a search found, with every named face and line in it', async () => {
    library.film({
      faces: [
        { person: 'Ada', start: 2.04, end: 8, confidence: 0.8 },
        { person: 'Bo', start: 7, end: 12 },
        { person: 'Bo', start: 20, end: 22 },
      ],
      cues: [
        { start: 3, end: 4, text: 'Hello' },
        { start: 30, end: 31, text: 'Bye' },
      ],
    });
    const [found] = (await new MomentSearch(library.reader, new ConceptWords()).run('@Ada', 1)).moments;
    const looked = lookUpMoment(library.reader, found!.id);
    expect(looked).toMatchObject({ id: found!.id, videoId: found!.videoId, start: 2, end: 8 });
    expect(looked.evidence).toMatchObject([
      { kind: 'face', person: 'Ada' },
      { kind: 'face', person: 'Bo', start: 7 },
      { kind: 'line', text: 'Hello', matched: [] },
    ]);
    expect(looked.score).toBeGreaterThan(0);
  });

  it.each([
    ['nonsense', 'bad-input'],
    ['m1-50-40', 'bad-input'],
    ['m99-10-20', 'not-found'],
    ['m1-2000-2010', 'not-found'],
  ])('is refused for %s in one sentence', (id, code) => {
    library.film({ duration: 100 });
    expect(() => lookUpMoment(library.reader, id)).toThrow(expect.objectContaining({ code }));
  });
});

describe('Appearances', () => {
  it('are joined over half a second of absence and no more, and not rounded', () => {
    const film = library.film({
      faces: [
        { person: 'Ada', start: 1.234, end: 2, confidence: 0.6 },
        { person: 'Ada', start: 2.5, end: 3.266, confidence: 0.8 },
        { person: 'Ada', start: 3.8, end: 5, confidence: 0.9 },
      ],
    });
    const found = appearancesOf(library.reader, 'ADA');
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ videoId: film, start: 1.234, end: 3.266 });
    expect(found[0]!.confidence).toBeCloseTo(0.7, 6);
    expect(found[1]).toMatchObject({ start: 3.8, end: 5, confidence: 0.9 });
  });

  it('can be asked of one film', () => {
    library.film({ faces: [{ person: 'Ada', start: 1, end: 2 }] });
    const second = library.film({ faces: [{ person: 'Ada', start: 5, end: 6 }] });
    expect(appearancesOf(library.reader, 'Ada')).toHaveLength(2);
    expect(appearancesOf(library.reader, 'Ada', second)).toMatchObject([{ start: 5, end: 6 }]);
  });

  it('of an unknown name are refused, naming it', () => {
    library.person('Ada');
    expect(() => appearancesOf(library.reader, 'Adda')).toThrow(/“Adda”.*“Ada”/);
  });
});
