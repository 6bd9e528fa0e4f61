import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src-main/search/query-parser.ts';

const known = ['Ada', 'Bo', 'Ann', 'Ann Lee', 'José', '李雷', 'Rob "The Rock" Stone'];
const parse = (text: string, names = known) => parseQuery(text, names);
const person = (name: string, isKnown = true) => ({ kind: 'person', name, known: isKnown });
const words = (text: string) => ({ kind: 'words', text });
const phrase = (text: string) => ({ kind: 'phrase', text });

describe('A query', () => {
  it('names people with @', () => {
    expect(parse('@Ada @Bo')).toEqual([person('Ada'), person('Bo')]);
    expect(parse('@Ada, @Bo')).toEqual([person('Ada'), person('Bo')]);
  });

  it('finds names without regard to case and accents', () => {
    expect(parse('@ADA')).toEqual([person('Ada')]);
    expect(parse('@jose laughs')).toEqual([person('José'), words('laughs')]);
    expect(parse('@jose\u0301')).toEqual([person('José')]);
  });

  it('takes the longest known name that stands there', () => {
    expect(parse('@Ann Lee is here')).toEqual([person('Ann Lee'), words('is here')]);
    expect(parse('@ann   lee is here')).toEqual([person('Ann Lee'), words('is here')]);
    expect(parse('@Ann leeway')).toEqual([person('Ann'), words('leeway')]);
  });

  it('takes a quoted name whole', () => {
    expect(parse('@"Ann Lee" sings')).toEqual([person('Ann Lee'), words('sings')]);
    expect(parse('@“Mary Ann”')).toEqual([person('Mary Ann', false)]);
    expect(parse('@"Rob "The Rock" Stone" runs')).toEqual([person('Rob "The Rock" Stone'), words('runs')]);
    expect(parse('@Rob “The Rock” Stone')).toEqual([person('Rob "The Rock" Stone')]);
  });

  it('keeps a name that nobody has as unknown', () => {
    expect(parse('@Zed, and then')).toEqual([person('Zed', false), words(', and then')]);
    expect(parse('@Adam')).toEqual([person('Adam', false)]);
  });

  it('reads a possessive as the name', () => {
    expect(parse("@Ada's mug")).toEqual([person('Ada'), words('mug')]);
  });

  it('reads names in scripts without spaces', () => {
    expect(parse('@李雷在哪里')).toEqual([person('李雷'), words('在哪里')]);
    expect(parse('＠李雷 「我的杯子」')).toEqual([person('李雷'), phrase('我的杯子')]);
  });

  it('counts a person who is named twice once', () => {
    expect(parse('@Ada @ada')).toEqual([person('Ada')]);
    expect(parse('@Zed @zed')).toEqual([person('Zed', false)]);
  });

  it.each([
    ['"where is my mug"', 'where is my mug'],
    ['“where is my mug”', 'where is my mug'],
    ['“where is my mug"', 'where is my mug'],
    ['„wo ist mein Becher“', 'wo ist mein Becher'],
    ['«où est ma tasse»', 'où est ma tasse'],
    ['「杯子在哪里」', '杯子在哪里'],
    ['『杯子在哪里』', '杯子在哪里'],
  ])('reads %s as dialogue', (text, inside) => {
    expect(parse(text)).toEqual([phrase(inside)]);
  });

  it('reads a quote that is never closed as text', () => {
    expect(parse('"where is my mug')).toEqual([words('"where is my mug')]);
    expect(parse('don’t')).toEqual([words('don’t')]);
    expect(parse('@"')).toEqual([]);
  });

  it('leaves out quotes without words, and takes addresses for text', () => {
    expect(parse('"" "!?" hello')).toEqual([words('hello')]);
    expect(parse('ada@home.org')).toEqual([words('ada@home.org')]);
    expect(parse(' @ ')).toEqual([]);
  });

  it('keeps the order of its parts', () => {
    expect(parse('red @Ada "my mug" kitchen')).toEqual([
      words('red'),
      person('Ada'),
      phrase('my mug'),
      words('kitchen'),
    ]);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      '@',
      '"',
      '“',
      '”',
      '「',
      '」',
      '«',
      '@Ada',
      '@ann lee',
      '@"',
      "'",
      ' ',
      '\n',
      '\0',
      '👩‍🚀',
      'שלום',
      'OR',
      '*',
      ')',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const anyQuery = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

  it('never throws, and its parts are never empty, whatever is typed', () => {
    fc.assert(
      fc.property(anyQuery, fc.array(fc.string(), { maxLength: 4 }), (text, names) => {
        for (const part of parseQuery(text, [...known, ...names])) {
          expect((part.kind === 'person' ? part.name : part.text).trim()).not.toBe('');
        }
      }),
    );
  });

  it('finds every known name again that is written with @ before plain words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.constantFrom('', ' sings', ', then', '!'), (name, rest) => {
        expect(parse(`@${name.toUpperCase()}${rest}`)[0]).toEqual(person(name));
      }),
    );
  });

  it('reads ten thousand hostile characters in a moment', () => {
    const started = performance.now();
    for (const text of ['«', '@', '@"', '"', '@Ann ', 'a'].map((unit) => unit.repeat(10_000 / unit.length))) {
      parse(text);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
