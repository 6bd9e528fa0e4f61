import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../src-main/search/query-plan.ts';
import { parseQuery } from '../../../src-main/search/query.ts';
import {
  completeName,
  nameDraft,
  nameInQuery,
  namesLike,
  queryOfParts,
} from '../../../src-renderer/rules/query-text.ts';

const people = ['Ada', 'Bo', 'Ada Lovelace', 'Louis Huang'].map((name) => ({ name }));

describe('completing a name', () => {
  it('begins with the @ before the caret', () => {
    expect(nameDraft('@', 1)).toEqual({ at: 0, text: '' });
    expect(nameDraft('find @Ad', 8)).toEqual({ at: 5, text: 'Ad' });
  });

  it('follows the caret, not the end of the text', () => {
    expect(nameDraft('@Ad and more', 3)).toEqual({ at: 0, text: 'Ad' });
    expect(nameDraft('@Ad and more', 9)).toBeNull();
  });

  it('knows that an address is not a name', () => {
    expect(nameDraft('ada@home', 8)).toBeNull();
  });

  it('goes on over spaces inside quotes', () => {
    expect(nameDraft('@"Ada Lo', 8)).toEqual({ at: 0, text: 'Ada Lo' });
  });

  it('offers names by any of their words, those that begin alike first', () => {
    expect(namesLike(people, 'hu').map(({ name }) => name)).toEqual(['Louis Huang']);
    expect(namesLike(people, 'l').map(({ name }) => name)).toEqual(['Louis Huang', 'Ada Lovelace']);
    expect(namesLike(people, 'zzz')).toEqual([]);
    expect(namesLike(people, '', 2)).toHaveLength(2);
  });

  it('puts the name in the place of the draft and the caret behind it', () => {
    const draft = nameDraft('find @Lo at home', 8)!;
    expect(completeName('find @Lo at home', 8, draft, 'Louis Huang')).toEqual({
      query: 'find @"Louis Huang" at home',
      caret: 20,
    });
  });
});

describe('writing a query from its parts', () => {
  it('quotes names that are more than one word', () => {
    expect(nameInQuery('Ada')).toBe('@Ada');
    expect(nameInQuery('Zoë')).toBe('@Zoë');
    expect(nameInQuery('小明')).toBe('@小明');
    expect(nameInQuery('Ada Lovelace')).toBe('@"Ada Lovelace"');
  });

  it('gives a text that the core understands as the same parts', () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    const part = fc.oneof(
      fc
        .constantFrom('Ada', 'Bo', 'Louis Huang')
        .map((name) => ({ kind: 'person' as const, name, known: true })),
      fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => ({
        kind: 'phrase' as const,
        text: words.join(' '),
      })),
    );
    fc.assert(
      fc.property(fc.uniqueArray(part, { selector: (value) => queryOfParts([value]) }), (parts) => {
        const names = people.map(({ name }) => name);
        expect(partsOf(parseQuery(queryOfParts(parts), names).plan)).toEqual(parts);
      }),
    );
  });
});

describe('taking a part out of a query', () => {
  const without = (text: string, index: number): string => {
    const parts = partsOf(parseQuery(text, ['Ada', 'Bo', 'Ann', 'Ann Lee']).plan);
    return queryOfParts(parts.toSpliced(index, 1));
  };

  it('takes the operator along that lost a side', () => {
    expect(without('@Ada then @Bo', 2)).toBe('@Ada');
    expect(without('@Ada then @Bo', 0)).toBe('@Bo');
    expect(without('a dog or a cat then @Bo', 2)).toBe('a dog or @Bo');
  });

  it('leaves the rest as it was understood', () => {
    expect(without('@Ada -@Bo in:"My Films" red car', 0)).toBe('-@"Bo" red car in:"My Films"');
    expect(without('@"Ann" Lee sings "hello"', 2)).toBe('@"Ann" Lee sings');
    expect(without('say \\"no @Ada red', 1)).toBe('say \\"no red');
  });
});
