import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { readdir, readlink } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until, WebHost } from './web-host.ts';

let host: WebHost;
beforeAll(async () => {
  host = await WebHost.start();
});
afterAll(() => host.stop());

describe('a film', () => {
  it('comes whole, with its length, type and tag', async () => {
    const response = await host.get('/media/video/1');
    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': '300000',
      'accept-ranges': 'bytes',
    });
    expect(response.headers.etag).toMatch(/^".+"$/);
    expect(response.body.equals(host.core.film)).toBe(true);
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=1000-1999', 1000, 1999],
    ['bytes=299000-', 299_000, 299_999],
    ['bytes=-10', 299_990, 299_999],
    ['bytes=100-9999999', 100, 299_999],
  ])('comes in part for %s', async (range, first, last) => {
    const response = await host.get('/media/video/1', { headers: { range } });
    expect(response.status).toBe(206);
    expect(response.headers['content-range']).toBe(`bytes ${first}-${last}/300000`);
    expect(response.headers['content-length']).toBe(String(last - first + 1));
    expect(response.body.equals(host.core.film.subarray(first, last + 1))).toBe(true);
  });

  it('asked for beyond its end tells its length', async () => {
    const response = await host.get('/media/video/1', { headers: { range: 'bytes=300000-' } });
    expect(response.status).toBe(416);
    expect(response.headers['content-range']).toBe('bytes */300000');
    expect(response.body).toHaveLength(0);
  });

  it('answers HEAD with the same headers and no body', async () => {
    const whole = await host.get('/media/video/1', { method: 'HEAD' });
    expect([whole.status, whole.headers['content-length'], whole.body.length]).toEqual([200, '300000', 0]);
    const part = await host.get('/media/video/1', { method: 'HEAD', headers: { range: 'bytes=0-9' } });
    expect([part.status, part.headers['content-range']]).toEqual([206, 'bytes 0-9/300000']);
  });

  it('is not sent again while its tag is the same', async () => {
    const { etag = '' } = (await host.get('/media/video/1', { method: 'HEAD' })).headers;
    const unchanged = await host.get('/media/video/1', { headers: { 'if-none-match': `"old", ${etag}` } });
    expect([unchanged.status, unchanged.body.length]).toEqual([304, 0]);
    const changed = await host.get('/media/video/1', { headers: { 'if-none-match': '"old"' } });
    expect(changed.status).toBe(200);
  });

  it('is continued by If-Range only while it is the same file', async () => {
    const { etag = '', 'last-modified': modified = '' } = (
      await host.get('/media/video/1', { method: 'HEAD' })
    ).headers;
    const status = async (validator: string): Promise<number> =>
      (await host.get('/media/video/1', { headers: { range: 'bytes=5-', 'if-range': validator } })).status;
    expect(await status(etag)).toBe(206);
    expect(await status(modified)).toBe(206);
    expect(await status('"other"')).toBe(200);
    expect(await status(`W/${etag}`)).toBe(200);
    expect(await status('Thu, 01 Jan 1970 00:00:00 GMT')).toBe(200);
  });

  it('that is not in the library, or whose drive is unplugged, is a problem with a sentence', async () => {
    const unknown = await host.get('/media/video/3');
    expect(unknown.status).toBe(404);
    const unplugged = await host.get('/media/video/2');
    expect(unplugged.status).toBe(404);
    expect(JSON.parse(unplugged.body.toString())).toMatchObject({
      code: 'not-found',
      sentence: expect.stringContaining('unplugged.mp4') as string,
    });
  });

  it('of no bytes is served as such', async () => {
    await writeFile(join(host.core.libraryFolder, 'unplugged.mp4'), '');
    const whole = await host.get('/media/video/2');
    expect([whole.status, whole.headers['content-length'], whole.body.length]).toEqual([200, '0', 0]);
    expect((await host.get('/media/video/2', { headers: { range: 'bytes=0-' } })).status).toBe(416);
  });
});

describe('pictures and exports', () => {
  it.each(['poster', 'sprite', 'person', 'frame'])('%s comes as a JPEG', async (kind) => {
    const response = await host.get(`/media/${kind}/1`);
    expect(response.headers['content-type']).toBe('image/jpeg');
    expect(response.body.toString()).toBe(`picture ${kind}.jpg`);
    expect((await host.get(`/media/${kind}/9`)).status).toBe(404);
  });

  it('of a time the film does not have is the core’s problem, told as such', async () => {
    const response = await host.get('/media/frame/1?at=101');
    expect(response.status).toBe(400);
    expect(JSON.parse(response.body.toString())).toMatchObject({ sentence: 'The film ends before that.' });
  });

  it('an export is offered under its own name', async () => {
    const response = await host.get(`/media/export/${encodeURIComponent('Ada’s "mug".mp4')}`);
    expect(response.headers['content-type']).toBe('video/mp4');
    expect(response.headers['content-disposition']).toBe(
      `attachment; filename="Ada_s _mug_.mp4"; filename*=UTF-8''Ada%E2%80%99s%20%22mug%22.mp4`,
    );
    expect(response.body.toString()).toBe('clip');
  });

  it('a moment comes as a clip under its own name', async () => {
    const response = await host.get('/media/clip/m1-0-10');
    expect(response.headers['content-type']).toBe('video/mp4');
    expect(response.headers['content-disposition']).toContain('attachment; filename="Ada_s _mug_.mp4"');
    expect(response.body.toString()).toBe('clip');
    expect((await host.get('/media/clip/m2-0-10')).status).toBe(404);
  });

  it('an export never becomes a page of this origin', async () => {
    const response = await host.get('/media/export/page.html');
    expect(response.headers['content-type']).toBe('application/octet-stream');
    expect(response.headers['content-disposition']).toContain('attachment');
  });

  it.each(['..%2ffilm.mp4', '..%5cfilm.mp4', '%2e%2e', 'C%3Ax', 'missing.mp4'])(
    'no export is named %s',
    async (name) => {
      expect((await host.get(`/media/export/${name}`)).status).toBe(404);
    },
  );
});

describe('a client that goes away', () => {
  /** Reads the first bytes of an answer, then closes the connection. */
  function leaveAfterFirstBytes(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { host: '127.0.0.1', port: host.server.port, path, headers: { cookie: host.cookie }, agent: false },
        (incoming) => {
          incoming.once('data', () => {
            incoming.destroy();
            resolve();
          });
          incoming.on('error', () => undefined);
        },
      );
      outgoing.on('error', reject);
      outgoing.end();
    });
  }

  it('ends the conversion behind a stream', async () => {
    await leaveAfterFirstBytes('/media/stream/1?start=7');
    const stream = host.core.transcodes.at(-1);
    await until(() => stream?.destroyed === true);
  });

  it('ends no conversion it did not start: HEAD starts none', async () => {
    const before = host.core.transcodes.length;
    const response = await host.get('/media/stream/1', { method: 'HEAD' });
    expect([response.status, response.headers['content-type']]).toEqual([200, 'video/mp4']);
    expect(host.core.transcodes).toHaveLength(before);
  });

  it.runIf(process.platform === 'linux')('leaves no file open', async () => {
    const big = join(host.core.libraryFolder, 'film.mp4');
    await writeFile(big, Buffer.alloc(30_000_000));
    for (let client = 0; client < 5; client++) await leaveAfterFirstBytes('/media/video/1');
    const { etag = '' } = (await host.get('/media/video/1', { method: 'HEAD' })).headers;
    for (const headers of [{ 'if-none-match': etag }, { range: 'bytes=99999999-' }]) {
      await host.get('/media/video/1', { headers });
    }
    let open = 5;
    while (open > 0) {
      const links = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`));
      open = (await Promise.allSettled(links)).filter(
        (link) => link.status === 'fulfilled' && link.value === big,
      ).length;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
});
