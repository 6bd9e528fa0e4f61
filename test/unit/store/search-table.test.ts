import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => (library = new WrittenLibrary()));
afterEach(() => library.close());
const at = (seconds: number) => new Date(seconds * 1000);

describe('Kept searches', () => {
  it('are kept once each, under their latest name', () => {
    const { searches } = library.store;
    const first = searches.save('mugs', 'mug^0', at(1));
    expect(searches.save('said mugs', 'mug^0', at(2))).toEqual({ ...first, name: 'said mugs' });
    searches.save('dogs', 'dog', at(3));
    expect(library.reader.searches.saved().map(({ name }) => name)).toEqual(['dogs', 'said mugs']);
  });

  it('are given back when they are forgotten', () => {
    const { searches } = library.store;
    const { id } = searches.save('mugs', 'mug', at(1));
    expect(searches.forget(id)).toMatchObject({ name: 'mugs', query: 'mug' });
    expect(searches.forget(id)).toBeNull();
    expect(searches.saved()).toEqual([]);
  });
});

describe('Recent searches', () => {
  it('are the latest fifty, each once', () => {
    const { searches } = library.store;
    for (let count = 0; count < 60; count++) searches.note(`query ${count}`, at(count));
    searches.note('query 30', at(100));
    const recent = searches.recent();
    expect(recent).toHaveLength(50);
    expect(recent.slice(0, 2)).toEqual(['query 30', 'query 59']);
  });

  it('can be put back as they were', () => {
    const { searches } = library.store;
    for (const query of ['one', 'two', 'three']) searches.note(query, at(query.length));
    const before = searches.recent();
    searches.replaceRecent([], at(9));
    expect(searches.recent()).toEqual([]);
    searches.replaceRecent(before, at(10));
    expect(searches.recent()).toEqual(before);
  });
});

describe('Examples', () => {
  it('of the same content are one, described by the latest model', () => {
    const { examples } = library.store;
    const row = { id: `x${'0'.repeat(32)}`, name: 'a.jpg', kind: 'picture' as const, duration: 0 };
    const frame = { time: 0, vector: Float32Array.of(1, 0) };
    examples.keep(row, Buffer.from('jpeg'), 'one', [frame], at(1));
    examples.keep(
      { ...row, name: 'b.jpg' },
      Buffer.from('jpeg'),
      'two',
      [frame, { ...frame, time: 1 }],
      at(2),
    );
    expect(examples.byId(row.id)).toEqual({ ...row, name: 'b.jpg' });
    expect(examples.frames(row.id).map(({ model, time }) => [model, time])).toEqual([
      ['two', 0],
      ['two', 1],
    ]);
  });

  it('that were brought along longest ago give way', () => {
    const { examples } = library.store;
    const id = (count: number) => `x${String(count).padStart(32, '0')}`;
    for (let count = 0; count < 502; count++) {
      const row = { id: id(count), name: 'a', kind: 'picture' as const, duration: 0 };
      examples.keep(row, Buffer.alloc(0), 'one', [], at(count));
    }
    expect([0, 1, 2, 501].map((count) => examples.byId(id(count)) !== null)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
