import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, parseRoute, type Route } from '../../../src-renderer/rules/routes.ts';

describe('routes', () => {
  it('reads an empty address as the library', () => {
    expect(parseRoute('')).toEqual({ name: 'library' });
    expect(parseRoute('#/')).toEqual({ name: 'library' });
  });

  it('reads a film with the moment to open at', () => {
    expect(parseRoute('#/film/3?t=12.3&end=15')).toEqual({ name: 'film', id: 3, time: 12.3, end: 15 });
    expect(parseRoute('#/film/3')).toEqual({ name: 'film', id: 3, time: null, end: null });
  });

  it('reads a person', () => {
    expect(parseRoute('#/people/7')).toEqual({ name: 'person', id: 7 });
    expect(parseRoute(hashOf({ name: 'person', id: 7 }))).toEqual({ name: 'person', id: 7 });
  });

  it('reads a collection, and the page of all of them', () => {
    expect(parseRoute('#/collections')).toEqual({ name: 'collections' });
    expect(parseRoute(hashOf({ name: 'collection', id: 7 }))).toEqual({ name: 'collection', id: 7 });
  });

  it.each([
    '#/collections/x',
    '#/people/0',
    '#/people/x',
    '#/film/0',
    '#/film/-1',
    '#/film/x',
    '#/film',
    '#/film/1e3',
    '#/nowhere',
  ])('knows no screen for %s', (hash) => expect(parseRoute(hash)).toEqual({ name: 'unknown' }));

  it.each(['-1', 'NaN', 'Infinity', '1e9', '', '1;2'])('ignores %o as a time', (text) => {
    expect(parseRoute(`#/film/3?t=${text}`)).toEqual({ name: 'film', id: 3, time: null, end: null });
  });

  it('reads any query as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (query) => {
        expect(parseRoute(hashOf({ name: 'search', query }))).toEqual({ name: 'search', query });
        const grouped: Route = { name: 'search', query, byFilm: true };
        expect(parseRoute(hashOf(grouped))).toEqual(grouped);
      }),
    );
  });

  it('reads a conversation by any name', () => {
    expect(parseRoute('#/talk')).toEqual({ name: 'talk', session: null });
    expect(parseRoute('#/talk/100%')).toEqual({ name: 'unknown' });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (session) => {
        expect(parseRoute(hashOf({ name: 'talk', session }))).toEqual({ name: 'talk', session });
      }),
    );
  });

  it('reads any name to enrol as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (enrol) => {
        expect(parseRoute(hashOf({ name: 'people', enrol }))).toEqual({ name: 'people', enrol });
      }),
    );
  });

  it('reads any film address as it was written, to the millisecond', () => {
    const milliseconds = fc.option(fc.integer({ min: 0, max: 36_000_000 }).map((value) => value / 1000));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), milliseconds, milliseconds, (id, time, end) => {
        const route: Route = { name: 'film', id, time, end };
        expect(parseRoute(hashOf(route))).toEqual(route);
      }),
    );
  });

  it('never throws, whatever stands in the address', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseRoute(`#${text}`)));
  });
});
