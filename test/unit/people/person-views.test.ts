import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readyPicture } from '../../../src-main/people/enrol-pictures.ts';
import { checkedName, checkedRename, findPerson, listPeople } from '../../../src-main/people/person-views.ts';
import { faceModel, unitVector, WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

describe('The list of people', () => {
  it('tells how many pictures, films and seconds show each', () => {
    const ada = library.person('Ada');
    library.person('Bo');
    const picture = library.store.people.addPicture(ada, {
      source: 'ada.jpg',
      portrait: Buffer.from('jpeg'),
      model: faceModel,
      embedding: unitVector(1),
    });
    library.film({
      faces: [
        { person: 'Ada', start: 1, end: 3 },
        { person: 'Ada', start: 5, end: 6.5 },
      ],
    });
    library.film({ faces: [{ person: 'Ada', start: 0, end: 10 }] });
    expect(listPeople(library.reader)).toEqual([
      { id: ada, name: 'Ada', colour: 0, pictures: 1, cover: picture * 2, videos: 2, onScreen: 13.5 },
      { id: expect.any(Number), name: 'Bo', colour: 1, pictures: 0, cover: 0, videos: 0, onScreen: 0 },
    ]);
  });
});

describe('A name', () => {
  it.each([
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    ['Rob "The Rock" O’Neil', 'Rob "The Rock" O’Neil'],
    ['🦊', '🦊'],
    ['Jose\u0301', 'José'],
    ['עדה', 'עדה'],
    ['\u202eadA\u202c', 'adA'],
    ['👩‍🚀 Ada', '👩‍🚀 Ada'],
    ['x'.repeat(200), 'x'.repeat(200)],
  ])('%j is kept as %j', (given, kept) => {
    expect(checkedName(given)).toBe(kept);
  });

  it.each(['', '   ', 'Ann\nLee', 'Ann\u2028Lee', 'Bell\u0007', '\u200b\u200d', 'x'.repeat(10_000)])(
    '%j is refused in one sentence',
    (given) => {
      expect(() => checkedName(given)).toThrow(expect.objectContaining({ code: 'bad-input' }));
      expect(() => checkedName(given)).not.toThrow(/\n/);
    },
  );

  it('belongs to the person who has it, whatever its case, also beyond ASCII', () => {
    const zoe = library.person('Zoë');
    expect(findPerson(library.reader, 'ZOË')?.id).toBe(zoe);
    expect(findPerson(library.reader, 'Zo')).toBeNull();
  });

  it('cannot be given to a second person', () => {
    const ada = library.person('Ada');
    library.person('José');
    expect(() => checkedRename(library.reader, ada, 'jose')).toThrow(/already a person called “José”/);
    expect(checkedRename(library.reader, ada, 'ADA')).toBe('ADA');
    expect(() => checkedRename(library.reader, 99, 'Eve')).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });
});

describe('A picture given as text', () => {
  it('is decoded with and without a data address', () => {
    const base64 = Buffer.from([1, 2, 3]).toString('base64');
    for (const text of [base64, `data:image/png;base64,${base64}`]) {
      expect(readyPicture({ name: 'a.png', base64: text })).toEqual({
        name: 'a.png',
        bytes: new Uint8Array([1, 2, 3]),
      });
    }
  });
});
