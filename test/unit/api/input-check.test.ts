import { describe, expect, it } from 'vitest';
import { checkedInput } from '../../../src-main/api/input-check.ts';
import type { MethodName } from '../../../src-main/api/contract.ts';

describe("A call's argument", () => {
  it.each<[MethodName, unknown, string]>([
    ['search.run', {}, 'search.run cannot be done: “query” is missing.'],
    ['search.run', { query: 5 }, 'search.run cannot be done: “query” must be a string.'],
    ['search.run', { query: 'a', limit: 0 }, 'search.run cannot be done: “limit” must be at least 1.'],
    ['search.run', { query: 'a', limit: 1.5 }, 'search.run cannot be done: “limit” must be a whole number.'],
    ['search.run', 'text', 'search.run cannot be done: its argument must be an object.'],
    ['library.index', { paths: [] }, 'library.index cannot be done: “paths” must be at least 1 long.'],
    [
      'library.index',
      { paths: ['a', ''] },
      'library.index cannot be done: “paths, number 2” must be at least 1 character long.',
    ],
    ['people.add', { name: '  ', pictures: [{ path: 'a' }] }, 'A name needs at least one letter.'],
    ['collections.rename', { id: 1, name: '\u202e\u200b' }, 'A name needs at least one letter.'],
    ['collections.rename', { id: 1, name: 'a\nb' }, 'The name “a b” holds a line break.'],
    ['library.index', { paths: ['a'.repeat(5000)] }, 'A path can be 4096 characters long at most.'],
    [
      'languageModel.use',
      { address: 'a'.repeat(501), model: 'b' },
      'The address of a language model can be 500 characters long at most.',
    ],
    [
      'people.add',
      { name: 'Ada', pictures: new Array(11).fill({ path: 'a' }) },
      'people.add cannot be done: “pictures” must be at most 10 long.',
    ],
    [
      'people.add',
      { name: 'Ada', pictures: [{}] },
      'people.add cannot be done: “pictures, number 1” has none of the forms that are understood.',
    ],
    [
      'exports.clip',
      { momentId: 'm1-1-2', mode: 'fast' },
      'exports.clip cannot be done: “mode” must be one of exact, lossless.',
    ],
  ])('of %s that is wrong is told in one sentence (%j)', (method, input, sentence) => {
    expect(() => checkedInput(method, input)).toThrow(
      expect.objectContaining({ code: 'bad-input', message: sentence }),
    );
  });

  it('has names as they are stored, without marks that turn writing around', () => {
    expect(checkedInput('collections.rename', { id: 1, name: ' \u202eשרה\u202c  כהן ' })).toEqual({
      id: 1,
      name: 'שרה כהן',
    });
  });

  it('gets its defaults, and may be left out where there is none', () => {
    expect(checkedInput('search.run', { query: 'x' })).toEqual({
      query: 'x',
      limit: 50,
      feedback: { more: [], less: [] },
    });
    expect(checkedInput('library.status', undefined)).toEqual({});
  });

  it.each(['toString', '__proto__', 'library.nothing'])('of the unknown call %s is refused', (method) => {
    expect(() => checkedInput(method as MethodName, {})).toThrow(/no call named/);
  });
});
