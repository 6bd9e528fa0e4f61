import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLoopback } from '../../../src-main/hosts/web/listening.ts';
import { rawRequest } from '../../fixtures/raw-http.ts';
import { signIn, tokenOf, WebHost } from './web-host.ts';

let host: WebHost;
beforeAll(async () => {
  host = await WebHost.start();
  host.core.handlers['people.list'] = async () => ({ people: [] });
});
afterAll(() => host.stop());

describe('the one-time address', () => {
  it('carries its token in the fragment, which no server and no log sees', () => {
    const url = new URL(host.server.url);
    expect(url.hostname).toBe('127.0.0.1');
    expect(url.search).toBe('');
    expect(tokenOf(host.server.url)).toMatch(/^[\w-]{43}$/);
  });

  it('is exchanged once, for a cookie that scripts cannot read and other sites do not send', async () => {
    const token = tokenOf(host.server.newUrl());
    const first = await signIn(host.server.port, token);
    expect(first.status).toBe(204);
    expect(first.headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const second = await signIn(host.server.port, token);
    expect(second.status).toBe(401);
    expect(second.cookie).toBeNull();
  });

  it('keeps working for the browser that exchanged it, and a second address opens a second session', async () => {
    const second = await signIn(host.server.port, tokenOf(host.server.newUrl()));
    expect(second.cookie).not.toBe(host.cookie);
    expect((await host.call('people.list', {})).status).toBe(200);
    expect((await host.call('people.list', {}, { cookie: second.cookie ?? '' })).status).toBe(200);
  });

  it.each(['', 'x'.repeat(43), 'constructor'])('with the wrong token %j opens nothing', async (token) => {
    expect((await signIn(host.server.port, token)).status).toBe(401);
  });

  it('is not accepted from a form, which any page can send', async () => {
    const token = tokenOf(host.server.newUrl());
    const response = await signIn(host.server.port, token, { 'content-type': 'text/plain' });
    expect(response.status).toBe(401);
  });
});

describe('without the cookie', () => {
  it.each(['/media/video/1', '/media/poster/1', '/media/nothing', '/api/events', '/api/nothing'])(
    'GET %s is refused',
    async (path) => {
      for (const cookie of ['', 'kinora=1', `kinora-${host.server.port}=`, host.cookie.slice(0, -1)]) {
        const response = await host.get(path, { headers: { cookie } });
        expect(response.status).toBe(401);
        expect(JSON.parse(response.body.toString())).toHaveProperty('remedy');
      }
    },
  );

  it('no call is made', async () => {
    expect((await host.call('people.list', {}, { cookie: '' })).status).toBe(401);
  });
});

describe('a foreign host name', () => {
  it.each(['evil.example', 'evil.example:PORT', '127.0.0.1', 'localhost', '127.0.0.1:1', '[::1]:PORT'])(
    '%j is refused everywhere, as after DNS rebinding',
    async (pattern) => {
      const name = pattern.replace('PORT', String(host.server.port));
      for (const path of ['/', '/media/poster/1', '/api/nothing']) {
        const response = await host.get(path, { headers: { host: name } });
        expect([400, 403]).toContain(response.status);
        expect(response.body.toString()).not.toContain('<title>');
      }
    },
  );

  it('is not taken from an absolute request target either', async () => {
    const response = await host.get('http://evil.example/', { headers: { host: 'evil.example' } });
    expect([400, 403]).toContain(response.status);
  });

  it('localhost is this host, too', async () => {
    const origin = `http://localhost:${host.server.port}`;
    const response = await host.call('people.list', {}, { host: new URL(origin).host, origin });
    expect(response.status).toBe(200);
  });
});

describe('a foreign page', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'https://127.0.0.1:PORT' },
    { origin: 'http://localhost:PORT' },
    { 'sec-fetch-site': 'cross-site' },
    // Another port of localhost is the same site: the browser sends it the cookie.
    { 'sec-fetch-site': 'same-site' },
  ];

  it.each(foreign)('%j can call nothing, even with the cookie', async (pattern) => {
    const headers = JSON.parse(JSON.stringify(pattern).replace('PORT', String(host.server.port))) as Record<
      string,
      string
    >;
    expect((await host.call('people.list', {}, headers)).status).toBe(403);
    expect((await host.get('/media/poster/1', { headers })).status).toBe(403);
    expect((await signIn(host.server.port, tokenOf(host.server.newUrl()), headers)).status).toBe(403);
  });

  it('is not invited by any CORS header', async () => {
    const response = await host.get('/api/call/people.list', {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(response.status).toBe(403);
    for (const name of Object.keys(response.headers)) expect(name).not.toMatch(/^access-control-/);
  });
});

describe('the server', () => {
  it('listens on the loopback address alone', async () => {
    const { networkInterfaces } = await import('node:os');
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address !== undefined && !address.internal && address.family === 'IPv4');
    for (const address of others) {
      await expect(fetch(`http://${address?.address}:${host.server.port}/`)).rejects.toThrow();
    }
    expect((await rawRequest({ port: host.server.port, path: '/' })).status).toBe(200);
  });

  it.each(['127.0.0.1', 'localhost'])('may be asked to listen on %s, as it does', (address) => {
    expect(isLoopback(address)).toBe(true);
  });
});
