import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNfo } from '../../../../src-main/media/sidecars/nfo.ts';

const read = (text: string) => parseNfo(Buffer.from(text));

describe('A .nfo file', () => {
  it('of a film says its title, year, plot, cast as billed, and numbers elsewhere', () => {
    const nfo = read(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <!-- made by a program -->
      <movie>
        <title>Tom &amp; J&#233;rry</title><originaltitle>T &#x26; J</originaltitle>
        <year>1992</year>
        <plot><![CDATA[Two  <friends>
          fight.]]></plot>
        <actor><name>Bo Lind</name><role/><order>1</order></actor>
        <actor><name> Ada  Stone </name><role>Jerry</role><order>0</order><thumb>.actors/Ada_Stone.jpg</thumb></actor>
        <actor><name>ada stone</name><role>again</role></actor>
        <actor><role>nobody</role></actor>
        <uniqueid type="imdb" default="true">tt0105616</uniqueid><uniqueid type="tmdb">22582</uniqueid>
      </movie>
      https://www.themoviedb.org/movie/22582?a=b&c=<d`);
    expect(nfo).toEqual({
      title: 'Tom & Jérry',
      originalTitle: 'T & J',
      year: 1992,
      plot: 'Two <friends> fight.',
      cast: [
        { name: 'Ada Stone', role: 'Jerry', thumb: '.actors/Ada_Stone.jpg' },
        { name: 'Bo Lind', role: null, thumb: null },
      ],
      uniqueIds: { imdb: 'tt0105616', tmdb: '22582' },
    });
  });

  it('of several episodes has a root for each', () => {
    const nfo = read(`<episodedetails><title>One</title><aired>2004-09-22</aired>
        <actor><name>Ada</name></actor></episodedetails>
      <episodedetails><title>Two</title><actor><name>Bo</name></actor><actor><name>Ada</name></actor></episodedetails>`);
    expect(nfo).toMatchObject({ title: 'One / Two', year: 2004 });
    expect(nfo?.cast.map(({ name }) => name)).toEqual(['Ada', 'Bo']);
  });

  it('is read in the encoding that it is written in', () => {
    expect(parseNfo(Buffer.from('\ufeff<movie><title>李</title></movie>', 'utf16le'))?.title).toBe('李');
  });

  it('that defines entities does not have them filled in', () => {
    const nfo = read(`<!DOCTYPE movie [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
      <movie><title>&b;</title></movie>`);
    expect(nfo?.title).toBe('&b;');
  });

  it.each([
    ['an address alone', 'https://www.imdb.com/title/tt0105616/'],
    ['text', 'Release: A.Film.1992\nSize: 700 MB'],
    ['nothing', ''],
    ['another document', '<html><title>x</title></html>'],
    ['a reserved name', '<movie><__proto__><title>x</title></__proto__></movie>'],
    ['elements without end', '<a>'.repeat(100_000)],
    ['half a tag', '<movie><title'],
  ])('that is %s says nothing', (_what, text) => {
    expect(read(text)).toBeNull();
  });

  it('says no year that cannot be one, and cuts what is far too long', () => {
    const nfo = read(`<movie><title>${'x'.repeat(9000)}</title><year>19999</year></movie>`);
    expect(nfo?.year).toBeNull();
    expect(nfo?.title).toHaveLength(500);
  });

  it('of any bytes gives what it says or nothing, and never fails', () => {
    const tag = fc.constantFrom(
      'movie',
      'title',
      'actor',
      'name',
      'episodedetails',
      'thumb',
      'uniqueid',
      'plot',
    );
    const piece = fc.oneof(
      tag.map((name) => `<${name}>`),
      tag.map((name) => `</${name}>`),
      fc.constantFrom(
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<?',
        '?>',
        '&#0;',
        '&#xD800;',
        '&amp',
        '<a b="',
        '<!DOCTYPE [',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join(''))),
      fc.array(piece, { maxLength: 20 }).map((pieces) => Buffer.from(`<movie>${pieces.join('')}</movie>`)),
    );
    fc.assert(
      fc.property(bytes, (given) => {
        const nfo = parseNfo(given);
        if (nfo === null) return;
        expect(nfo.title === null || nfo.title.length <= 500).toBe(true);
        for (const { name } of nfo.cast) expect(name).toMatch(/\S/);
      }),
      { numRuns: 150 },
    );
  });
});
