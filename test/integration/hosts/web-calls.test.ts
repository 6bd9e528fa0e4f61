import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import type { ProblemCode } from '../../../src-main/domain/errors.ts';
import { until, WebHost } from './web-host.ts';

let host: WebHost;
beforeAll(async () => {
  host = await WebHost.start();
});
afterEach(() => {
  host.errors.length = 0;
});
afterAll(() => host.stop());

describe('a call', () => {
  it('passes its input to the core and gives the answer back as JSON', async () => {
    host.core.handlers['library.remove'] = async ({ id }) => ({ removed: id === 5 });
    const response = await host.call('library.remove', { id: 5 });
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(JSON.parse(response.body.toString())).toEqual({ removed: true });
  });

  it.each(['nothing.here', 'constructor', '__proto__', 'toString', 'library.remove/x', ''])(
    'named %j does not exist',
    async (method) => {
      const response = await host.call(method, {});
      expect(response.status).toBe(404);
      expect(JSON.parse(response.body.toString())).toMatchObject({ code: 'not-found' });
    },
  );

  it('with input the contract does not allow is the caller’s problem', async () => {
    const response = await host.call('library.remove', { id: '5' });
    expect(response.status).toBe(400);
    expect(JSON.parse(response.body.toString())).toMatchObject({ code: 'bad-input' });
  });

  it.each([
    ['{"id":', 'application/json'],
    ['', 'application/json'],
    ['{"id":5}', 'text/plain'],
    ['{"id":5}', 'application/x-www-form-urlencoded'],
    ['{"id":5}', 'application/jsonp'],
  ])('whose body is %j as %s is not made', async (body, type) => {
    let made = false;
    host.core.handlers['library.remove'] = async () => ({ removed: (made = true) });
    const headers = { 'content-type': type, origin: host.origin };
    const response = await host.get('/api/call/library.remove', { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(made).toBe(false);
  });

  it('is made by POST alone', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const response = await host.get('/api/call/library.cancel', { method });
      expect(response.status).toBe(404);
    }
  });

  it.each<[ProblemCode, number]>([
    ['not-found', 404],
    ['unknown-person', 404],
    ['several-faces', 422],
    ['missing-tool', 503],
    ['cancelled', 409],
  ])('that fails with %s has status %i and the whole problem', async (code, status) => {
    const problem = { code, sentence: 'It did not work.', remedy: 'Do this.' };
    host.core.handlers['library.cancel'] = () =>
      Promise.reject(new UserFacingError(code, problem.sentence, problem.remedy));
    const response = await host.call('library.cancel', {});
    expect(response.status).toBe(status);
    expect(JSON.parse(response.body.toString())).toEqual(problem);
    expect(host.errors).toEqual([]);
  });

  it('that fails by a bug is told to whoever runs the host', async () => {
    const bug = new Error('bug');
    host.core.handlers['library.cancel'] = () => Promise.reject(bug);
    expect((await host.call('library.cancel', {})).status).toBe(500);
    expect(host.errors).toEqual([bug]);
  });

  it('whose answer breaks the contract fails where answers are checked', async () => {
    host.core.handlers['library.cancel'] = async () => ({ cancelled: 'yes' as unknown as boolean });
    expect((await host.call('library.cancel', {})).status).toBe(500);
  });
});

describe('a body', () => {
  const megabytes = (count: number): string => 'x'.repeat(count * 1_000_000);

  it('of more than 1 MB is refused', async () => {
    const response = await host.call('search.run', { query: megabytes(1) });
    expect(response.status).toBe(413);
    expect(JSON.parse(response.body.toString())).toMatchObject({ code: 'bad-input' });
  });

  it('of more than 1 MB is refused when its length is not told, too', async () => {
    const response = await host.get('/api/call/search.run', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      body: JSON.stringify({ query: megabytes(1) }),
    });
    expect(response.status).toBe(413);
  });

  it('with pictures may have up to 60 MB', async () => {
    host.core.handlers['people.add'] = async ({ pictures }) => ({
      person: null,
      accepted: 0,
      rejected: pictures.map(() => ({ picture: 'a', reason: 'b', remedy: 'c' })),
    });
    const add = (size: number): Promise<{ status: number }> =>
      host.call('people.add', { name: 'Ada', pictures: [{ name: 'a.jpg', base64: megabytes(size) }] });
    expect((await add(20)).status).toBe(200);
    expect((await add(61)).status).toBe(413);
  });
});

describe('a page that is closed during a call', () => {
  function callThenLeave(method: string, input: unknown, started: Promise<void>): void {
    const outgoing = request({
      host: '127.0.0.1',
      port: host.server.port,
      path: `/api/call/${method}`,
      method: 'POST',
      headers: { cookie: host.cookie, 'content-type': 'application/json' },
      agent: false,
    });
    outgoing.on('error', () => undefined);
    outgoing.end(JSON.stringify(input));
    void started.then(() => outgoing.destroy());
  }

  it('cancels it', async () => {
    const started = Promise.withResolvers<void>();
    let aborted = false;
    host.core.handlers['exports.clip'] = (_, signal) => {
      signal?.addEventListener('abort', () => (aborted = true));
      started.resolve();
      return new Promise(() => undefined);
    };
    callThenLeave('exports.clip', { momentId: 'm' }, started.promise);
    await until(() => aborted);
  });

  it('does not cancel indexing', async () => {
    const started = Promise.withResolvers<void>();
    let finish: (() => void) | undefined;
    let given: AbortSignal | undefined;
    host.core.handlers['library.index'] = (_, signal) => {
      given = signal;
      started.resolve();
      return new Promise((resolve) => {
        finish = () => resolve({ videos: 0, failed: [], warnings: [], seconds: 0 });
      });
    };
    callThenLeave('library.index', { paths: ['/films'] }, started.promise);
    await started.promise;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(given?.aborted ?? false).toBe(false);
    finish?.();
  });

  it('and a call that ends by itself is not cancelled afterwards', async () => {
    let given: AbortSignal | undefined;
    host.core.handlers['library.cancel'] = async (_, signal) => {
      given = signal;
      return { cancelled: true };
    };
    expect((await host.call('library.cancel', {})).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(given?.aborted).toBe(false);
  });
});
