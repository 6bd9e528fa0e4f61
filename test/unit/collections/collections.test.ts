import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkedCollectionName,
  checkedTrim,
  collectionView,
  heldMoments,
  momentView,
} from '../../../src-main/collections/collection-views.ts';
import { CollectionWriter } from '../../../src-main/indexing/collection-writer.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
let writer: CollectionWriter;
let told: number;
beforeEach(() => {
  library = new WrittenLibrary();
  told = 0;
  writer = new CollectionWriter(library.store, () => told++);
});
afterEach(() => library.close());

const momentOf = (path: string, start: number, end: number, note = '') => ({
  fingerprint: path,
  title: 'A film',
  start,
  end,
  note,
});
const add = (...starts: number[]) =>
  writer.change({
    action: 'add',
    name: 'Mugs',
    moments: starts.map((start) => momentOf('/films/a.mkv', start, start + 1)),
  });
const held = (id: number) => library.reader.collections.moments(id);
const starts = (id: number) => held(id).map(({ start }) => start);

describe('A collection', () => {
  it('begins with its first moment and is known by its name, whatever its case', () => {
    const id = add(1);
    expect(writer.change({ action: 'add', name: 'mugs', moments: [momentOf('/b', 5, 6)] })).toBe(id);
    expect(library.reader.collections.all()).toMatchObject([{ id, name: 'Mugs' }]);
    expect(starts(id)).toEqual([1, 5]);
    expect(told).toBe(2);
  });

  it('keeps the order that the person gives it, with moments that overlap and moments twice', () => {
    const id = add(1, 1, 1.5, 9);
    const last = held(id)[3]!.id;
    writer.change({ action: 'move', collectionId: id, momentId: last, place: 0 });
    expect(starts(id)).toEqual([9, 1, 1, 1.5]);
    writer.change({ action: 'move', collectionId: id, momentId: last, place: 2 });
    expect(starts(id)).toEqual([1, 1, 9, 1.5]);
  });

  it('takes a name of any letters', () => {
    const name = `a/b\\c 🎬 ${'异'.repeat(150)}`;
    writer.change({ action: 'add', name, moments: [] });
    expect(library.reader.collections.all()[0]!.name).toBe(name);
  });

  it('refuses a moment that it does not hold, and stays as it is', () => {
    const id = add(1);
    const gone = { collectionId: id, momentId: 999 };
    expect(() => writer.change({ action: 'note', ...gone, note: 'x' })).toThrow(/does not hold this moment/);
    expect(() => writer.change({ action: 'delete', collectionId: 77 })).toThrow(/no longer in the library/);
    expect(starts(id)).toEqual([1]);
    expect(told).toBe(1);
  });
});

describe('Every change', () => {
  it('can be taken back, the latest first, until nothing is left', () => {
    const states: unknown[] = [];
    const state = () => library.reader.collections.all().map(({ id, name }) => ({ name, moments: held(id) }));
    const step = (work: () => void) => {
      states.push(state());
      work();
    };
    let id = 0;
    step(() => (id = add(1, 2, 3)));
    const momentId = held(id)[1]!.id;
    const one = { collectionId: id, momentId };
    step(() => writer.change({ action: 'move', ...one, place: 2 }));
    step(() => writer.change({ action: 'trim', ...one, interval: { start: 2.5, end: 2.9 } }));
    step(() => writer.change({ action: 'note', ...one, note: 'the red one' }));
    step(() => writer.change({ action: 'rename', collectionId: id, name: 'Cups' }));
    step(() => writer.change({ action: 'remove', collectionId: id, momentIds: [momentId] }));
    step(() => writer.change({ action: 'delete', collectionId: id }));
    expect(state()).toEqual([]);
    for (const action of ['delete', 'remove', 'rename', 'note', 'trim', 'move', 'add']) {
      expect(writer.undo()).toBe(action);
      expect(state()).toEqual(states.pop());
    }
    expect(writer.undo()).toBeNull();
  });
});

describe('A moment', () => {
  it('is shown as missing while its film is away, and comes back with it', () => {
    const videoId = library.film({ path: '/films/a.mkv', title: 'Alien' });
    const id = add(1, 2);
    const views = () => heldMoments(library.reader, id).map(momentView);
    expect(views()[0]).toMatchObject({ videoId, title: 'Alien', missing: false });

    library.store.videos.setAbsence(videoId, 'folder');
    expect(views()[0]).toMatchObject({ videoId, missing: true });

    library.store.videos.remove(videoId);
    expect(views()[0]).toMatchObject({ videoId: null, title: 'A film', missing: true });
    const row = library.reader.collections.byId(id)!;
    expect(collectionView(row, heldMoments(library.reader, id))).toMatchObject({
      moments: 2,
      missing: 2,
      seconds: 2,
      cover: null,
    });

    const again = library.film({ path: '/films/a.mkv', title: 'Alien' });
    expect(views()).toMatchObject([{ videoId: again, missing: false }, { videoId: again }]);
  });

  it('stays inside its film and is never empty', () => {
    const film = { duration: 10, title: 'A film' };
    expect(checkedTrim({ start: 8.04, end: 12 }, film)).toEqual({ start: 8, end: 10 });
    expect(() => checkedTrim({ start: 10, end: 12 }, film)).toThrow(/Nothing would be left/);
    expect(() => checkedTrim({ start: 3, end: 3 }, film)).toThrow(/Nothing would be left/);
  });
});

describe('A name', () => {
  it('belongs to one collection', () => {
    const id = add(1);
    const other = writer.change({ action: 'add', name: 'Cups', moments: [] });
    expect(checkedCollectionName(library.reader, id, 'MUGS')).toBe('MUGS');
    expect(() => checkedCollectionName(library.reader, other, 'mugs')).toThrow(/already a collection/);
  });
});
