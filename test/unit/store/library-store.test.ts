import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faceModel, unitVector, WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

const count = (table: string) => library.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

describe('A transaction', () => {
  it('keeps all of its work or none of it', () => {
    library.film({ cues: [{ start: 1, end: 2, text: 'before' }] });
    expect(() =>
      library.store.transaction(() => {
        library.store.cues.replace(1, [{ start: 5, end: 6, text: 'after', source: 'x.srt' }]);
        throw new Error('killed here');
      }),
    ).toThrow('killed here');
    expect(library.reader.cues.byVideo(1).map(({ text }) => text)).toEqual(['before']);
    expect(library.reader.dialogue.matching('"before"', null, 10)).toHaveLength(1);
    expect(library.reader.dialogue.matching('"after"', null, 10)).toEqual([]);
  });

  it('is not seen by the reader before it ends', () => {
    library.store.transaction(() => {
      library.store.people.add('Ada', new Date());
      expect(library.reader.people.all()).toEqual([]);
    });
    expect(library.reader.people.all()).toHaveLength(1);
  });
});

describe('Lines', () => {
  it('that hold a word are told among some of them', () => {
    library.film({
      cues: ['the red mug', 'mugs and cups', 'a cup', 'my mug'].map((text, at) => ({
        start: at,
        end: at + 1,
        text,
      })),
    });
    const [red, mugs, cup] = library.reader.cues.byVideo(1).map(({ id }) => id);
    expect(library.reader.dialogue.matchingAmong('"mug"', [red!, mugs!, cup!])).toEqual(new Set([red, mugs]));
    expect(library.reader.dialogue.matchingAmong('"mug"', [])).toEqual(new Set());
  });
});

describe('The lines of a film', () => {
  const line = { start: 1, end: 2, text: 'hello' };

  it('are those of the first file; those that were heard or written come after it, those for foreign languages last', () => {
    const id = library.film({});
    const { cues } = library.store;
    const first = (...sources: string[]) => {
      cues.replace(id, sources.map((source, at) => ({ ...line, start: at, end: at + 1, source }))); // prettier-ignore
      return cues.firstSource(id);
    };
    cues.replaceSources(id, [{ source: 'b.forced.srt', language: null, forced: true, sdh: false }]);
    expect(first('b.forced.srt', 'written here', 'recognised', 'z.srt', 'c.srt')).toBe('z.srt');
    expect(first('b.forced.srt', 'written here', 'recognised', 'recognised')).toBe('recognised');
    expect(first('b.forced.srt', 'recognised', 'written here', 'written here')).toBe('written here');
    expect(first('b.forced.srt')).toBe('b.forced.srt');
    expect(first()).toBeNull();
  });
});

describe('Removing', () => {
  beforeEach(() => {
    library.film({
      faces: [{ person: 'Ada', start: 1, end: 2 }],
      cues: [{ start: 1, end: 2, text: 'hello' }],
    });
  });

  it('a film takes everything derived from it, also vectors and words', () => {
    expect(count('model_vectors_1')).toBe(1);
    expect(library.store.videos.remove(1)).toBe(true);
    for (const table of ['face_tracks', 'faces', 'model_vectors_1', 'identities', 'cues', 'shots']) {
      expect([table, count(table)]).toEqual([table, 0]);
    }
    expect(library.reader.dialogue.matching('"hello"', null, 10)).toEqual([]);
    expect(library.reader.people.all()).toHaveLength(1);
  });

  it('a person takes their pictures and identities, and leaves the faces', () => {
    const ada = library.person('Ada');
    library.store.people.addPicture(ada, {
      source: 'a.jpg',
      portrait: Buffer.from('x'),
      model: faceModel,
      embedding: unitVector(3),
    });
    library.store.people.remove(ada);
    expect([count('person_pictures'), count('identities'), count('face_tracks')]).toEqual([0, 0, 1]);
  });
});

describe('What is written', () => {
  it('comes back the same: vectors, problems, names without regard to case', () => {
    library.film({ faces: [{ person: 'Ada', start: 1, end: 2 }] });
    expect([...library.store.faces.embeddings(1, faceModel)][0]!.embedding).toEqual(unitVector(0));
    const problem = { code: 'unreadable-file', sentence: 'Broken.', remedy: 'Copy it again.' } as const;
    library.store.videos.setState(1, 'failed', problem);
    expect(library.reader.videos.byId(1)).toMatchObject({ state: 'failed', problem });
    expect(library.reader.people.byName('ADA')?.name).toBe('Ada');
  });

  it('is counted', () => {
    library.film({ duration: 50, cues: [{ start: 1, end: 2, text: 'hello' }] });
    library.film({ duration: 20, faces: [{ person: 'Ada', start: 1, end: 2 }] });
    library.store.videos.setState(2, 'failed');
    expect(library.reader.statistics.counts()).toEqual({
      videos: 2,
      ready: 1,
      failed: 1,
      people: 1,
      faceTracks: 1,
      cues: 1,
      seconds: 70,
    });
  });
});
