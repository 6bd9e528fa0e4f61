import BetterSqlite, { type Database } from 'better-sqlite3';
import { load } from 'sqlite-vec';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaceTable, vectorBytes } from '../../../src-main/store/face-table.ts';
import { migrate } from '../../../src-main/store/migrate.ts';
import { firstLibrary } from '../../../src-main/store/migrations/001-first-library.ts';
import { PeopleTable } from '../../../src-main/store/people-table.ts';

const time = new Date(0).toISOString();

function vector(length: number, axis: number): Float32Array {
  const values = new Float32Array(length);
  values[axis] = 1;
  return values;
}

/** A library as the first version wrote it: two films, a face in each, and Ada, whom the first of them shows. */
function writeFirstVersion(db: Database): void {
  db.exec(firstLibrary);
  db.pragma('user_version = 1');
  for (const id of [1, 2]) {
    db.prepare(
      `INSERT INTO videos (id, path, title, size, modified_ms, fingerprint, state, added_at)
       VALUES (?, ?, 'Film', 1, 1, 'f', 'ready', ?)`,
    ).run(id, `/films/${id}.mkv`, time);
    db.prepare(
      `INSERT INTO face_tracks (id, video_id, start, "end", quality, model) VALUES (?, ?, 1, 2, 1, 'faceres')`,
    ).run(id, id);
    db.prepare('INSERT INTO face_vectors (track_id, embedding) VALUES (?, ?)').run(
      BigInt(id),
      vectorBytes(vector(1024, id)),
    );
  }
  db.prepare(`INSERT INTO people (id, name, colour, added_at) VALUES (1, 'Ada', 0, ?)`).run(time);
  db.prepare(
    `INSERT INTO person_pictures (person_id, source, portrait, model, embedding) VALUES (1, 'a.jpg', ?, 'faceres', ?)`,
  ).run(Buffer.from('jpeg'), vectorBytes(vector(1024, 1)));
  db.prepare(
    'INSERT INTO identities (track_id, person_id, similarity, confidence) VALUES (1, 1, 1, 1)',
  ).run();
}

let db: Database;
let faces: FaceTable;
const identified = () => db.prepare('SELECT track_id FROM identities ORDER BY track_id').pluck().all();
const track = (model: string, embedding: Float32Array) => ({
  start: 1,
  end: 2,
  quality: 1,
  model,
  embedding,
  samples: [],
});

beforeEach(() => {
  db = new BetterSqlite(':memory:');
  load(db);
  db.pragma('foreign_keys = ON');
  writeFirstVersion(db);
  migrate(db);
  faces = new FaceTable(db);
});
afterEach(() => db.close());

describe('a library of the first version', () => {
  it('keeps its vectors, portraits and identities', () => {
    const kept = [...faces.embeddings(null, 'faceres')];
    expect(kept.map(({ trackId, embedding }) => [trackId, embedding])).toEqual([
      [1, vector(1024, 1)],
      [2, vector(1024, 2)],
    ]);
    expect(new PeopleTable(db).templates('faceres')).toEqual([{ personId: 1, embedding: vector(1024, 1) }]);
    expect(identified()).toEqual([1]);
  });

  it('takes vectors of another model and length film by film, and the others go on answering', () => {
    faces.replaceTracks(2, [track('small', vector(128, 7))]);
    expect([...faces.embeddings(null, 'small')].map(({ embedding }) => embedding)).toEqual([vector(128, 7)]);
    expect([...faces.embeddings(null, 'faceres')].map(({ trackId }) => trackId)).toEqual([1]);
    const [found] = faces.embeddings(2, 'small');
    faces.replaceIdentities(null, 'small', [
      { trackId: found!.trackId, personId: 1, similarity: 1, confidence: 1 },
    ]);
    expect(identified()).toEqual([1, found!.trackId]);
    faces.replaceTracks(2, []);
    expect([...faces.embeddings(null, 'small')]).toEqual([]);
    expect(db.prepare('SELECT count(*) FROM model_vectors_1').pluck().get()).toBe(0);
  });

  it('refuses vectors of one model in two lengths', () => {
    faces.replaceTracks(1, [track('small', vector(128, 0))]);
    expect(() => faces.replaceTracks(2, [track('small', vector(64, 0))])).toThrow(RangeError);
  });

  it('holds what several models make of one enrolled picture', () => {
    const people = new PeopleTable(db);
    expect(people.portraitsWithout('faceres')).toEqual([]);
    const [picture] = people.portraitsWithout('small');
    people.addVector(picture!.pictureId, 'small', vector(128, 3));
    expect(people.portraitsWithout('small')).toEqual([]);
    expect(people.templates('small')).toEqual([{ personId: 1, embedding: vector(128, 3) }]);
    expect(people.templates('faceres')).toHaveLength(1);
    people.remove(1);
    expect(people.templates('small')).toEqual([]);
  });
});
