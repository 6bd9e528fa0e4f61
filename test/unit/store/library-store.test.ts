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

describe('Removing', () => {
  beforeEach(() => {
    library.film({
      faces: [{ person: 'Ada', start: 1, end: 2 }],
      cues: [{ start: 1, end: 2, text: 'hello' }],
    });
  });

  it('a film takes everything derived from it, also vectors and words', () => {
    expect(count('face_vectors_1')).toBe(1);
    expect(library.store.videos.remove(1)).toBe(true);
    for (const table of ['face_tracks', 'faces', 'face_vectors_1', 'identities', 'cues', 'shots']) {
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
    expect([...library.store.faces.embeddings(faceModel, 1)][0]!.embedding).toEqual(unitVector(0));
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

describe('Vectors of two models', () => {
  const other = new Float32Array([0.6, 0.8]);
  const track = { start: 0, end: 1, quality: 1, samples: [] };

  it('lie apart, each in its own dimension, until the film is indexed anew', () => {
    const first = library.film({ faces: [{ person: 'Ada', start: 1, end: 2 }] });
    const second = library.film({ faces: [{ person: 'Ada', start: 1, end: 2 }] });
    library.store.faces.replaceTracks(second, [{ ...track, model: 'other', embedding: other }]);

    expect(library.store.faces.models()).toEqual([faceModel, 'other']);
    expect([...library.store.faces.embeddings(faceModel, null)].map(({ videoId }) => videoId)).toEqual([
      first,
    ]);
    expect([...library.store.faces.embeddings('other', null)][0]!.embedding).toEqual(other);
    library.store.videos.remove(second);
    expect([...library.store.faces.embeddings('other', null)]).toEqual([]);
  });

  it('keep their own names for tracks', () => {
    const first = library.film({ faces: [{ person: 'Ada', start: 1, end: 2 }] });
    library.store.faces.replaceIdentities('other', first, []);
    expect(count('identities')).toBe(1);
    library.store.faces.replaceIdentities(faceModel, first, []);
    expect(count('identities')).toBe(0);
  });

  it('come from the same pictures of a person', () => {
    const ada = library.person('Ada');
    const picture = {
      source: 'a.jpg',
      portrait: Buffer.from('x'),
      model: faceModel,
      embedding: unitVector(3),
    };
    library.store.people.addPicture(ada, picture);
    const [undescribed] = library.store.people.undescribedPictures('other');
    library.store.people.describePicture(undescribed!.id, 'other', other);
    expect(library.store.people.undescribedPictures('other')).toEqual([]);
    expect(library.store.people.templates('other')).toEqual([{ personId: ada, embedding: other }]);
    expect(library.store.people.templates(faceModel)).toHaveLength(1);
  });
});
