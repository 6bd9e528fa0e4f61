import { describe, expect, it } from 'vitest';
import { momentLink } from '../../../src-renderer/rules/moment-link.ts';
import { parseRoute } from '../../../src-renderer/rules/routes.ts';

const moment = { videoId: 12, start: 34.5, end: 38.9 };

describe('a link to a moment', () => {
  it('is the page’s own address in a browser, and leads to the moment', () => {
    const link = new URL(momentLink(moment, 'http://127.0.0.1:4200/#/search?q=mug'));
    expect(link.origin).toBe('http://127.0.0.1:4200');
    expect(parseRoute(link.hash)).toEqual({ name: 'film', id: 12, time: 34.5, end: 38.9 });
  });

  it('opens the desktop app from there', () => {
    expect(momentLink(moment, 'app://kinora/index.html#/film/12')).toBe('kinora://moment/m12-345-389');
  });
});
