import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mediaRoute, parseMediaRoute } from '../../../src-main/hosts/media-routes.ts';

function parse(address: string): unknown {
  const url = new URL(address, 'http://127.0.0.1');
  return parseMediaRoute(url.pathname, url.searchParams);
}

describe('a media address', () => {
  it('names a film, a picture, a person or an export', () => {
    expect(parse('/media/video/12')).toEqual({ kind: 'video', id: 12 });
    expect(parse('/media/poster/1')).toEqual({ kind: 'poster', id: 1 });
    expect(parse('/media/sprite/1')).toEqual({ kind: 'sprite', id: 1 });
    expect(parse('/media/person/7')).toEqual({ kind: 'person', id: 7 });
    expect(parse('/media/picture/9')).toEqual({ kind: 'picture', id: 9 });
    expect(parse('/media/cast/7?name=Zo%C3%AB%20O%E2%80%99Neil')).toEqual({
      kind: 'cast',
      id: 7,
      name: 'Zoë O’Neil',
    });
    expect(parse('/media/face/8')).toEqual({ kind: 'face', id: 8 });
    const example = `x${'0a'.repeat(16)}`;
    expect(parse(`/media/example/${example}`)).toEqual({ kind: 'example', example });
    expect(parse('/media/example/..%2Fx')).toBeNull();
    expect(parse('/media/clip/m1-20-55')).toEqual({ kind: 'clip', moment: 'm1-20-55' });
    expect(parse('/media/export/Ada%20%26%20Bo%20%F0%9F%8E%AC.mp4')).toEqual({
      kind: 'export',
      name: 'Ada & Bo 🎬.mp4',
    });
  });

  it('carries a time in seconds, 0 when left out', () => {
    expect(parse('/media/frame/3?at=12.5')).toEqual({ kind: 'frame', id: 3, at: 12.5 });
    expect(parse('/media/stream/3')).toEqual({ kind: 'stream', id: 3, start: 0 });
  });

  it.each([
    '/media/video/0',
    '/media/video/-1',
    '/media/video/01',
    '/media/video/1.5',
    '/media/video/1e3',
    '/media/video/99999999999999999999',
    '/media/video/',
    '/media/video/1/',
    '/media/video/1/2',
    '/media/video/%31%00',
    '/media/file/1',
    '/media/__proto__/1',
    '/Media/video/1',
    '/media/cast/7',
    '/media/cast/7?name=',
    `/media/cast/7?name=${'x'.repeat(201)}`,
    '/media/frame/1?at=-1',
    '/media/frame/1?at=1e9',
    '/media/frame/1?at=NaN',
    '/media/stream/1?start=99999999',
    '/media/clip/1',
    '/media/clip/m1-20-55%2F..',
    '/media/clip/m1--20-55',
    '/media/export/..%2Fsecret',
    '/media/export/a%5Cb',
    '/media/export/C%3Aboot.ini',
    '/media/export/film.mp4%3A%3A$DATA',
    '/media/export/a%00.mp4',
    '/media/export/%E0%A4%A',
  ])('that reads %s is refused', (address) => {
    expect(parse(address)).toBeNull();
  });

  it('of dots alone is refused even where no URL parser has folded it', () => {
    expect(parseMediaRoute('/media/export/..', new URLSearchParams())).toBeNull();
    expect(parseMediaRoute('/media/export/%2e%2e', new URLSearchParams())).toBeNull();
  });

  it('of any text gives null or a route that passes the check on the other side of the port', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const address = fc.tuple(
      fc.constantFrom('video', 'stream', 'frame', 'export', 'person', 'cast', 'face'),
      text,
      text,
    );
    fc.assert(
      fc.property(address, ([kind, subject, time]) => {
        const route = parseMediaRoute(
          `/media/${kind}/${subject}`,
          new URLSearchParams({ at: time, start: time, name: time }),
        );
        if (route === null) return;
        expect(mediaRoute.parse(route)).toEqual(route);
        if (route.kind === 'export') expect(route.name).not.toMatch(/[/\\:\0]|^\.\.?$/);
      }),
    );
  });
});
