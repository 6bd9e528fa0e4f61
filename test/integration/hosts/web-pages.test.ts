import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveWeb } from '../../../src-main/hosts/web/serve-web.ts';
import { WebHost } from './web-host.ts';

let host: WebHost;
beforeAll(async () => {
  host = await WebHost.start();
});
afterAll(() => host.stop());

describe('the page', () => {
  it('is served without a session, since it has to fetch one', async () => {
    const response = await host.get('/', { headers: { cookie: '' } });
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.body.toString()).toContain('<title>Kinora</title>');
  });

  it('and its scripts have their types, and hashed names are kept by the browser', async () => {
    const script = await host.get('/assets/app-1a2b.js');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await host.get('/index.html')).headers['cache-control']).toBe('no-cache');
  });

  it('is protected by a policy without inline scripts, eval or foreign sources', async () => {
    const { headers } = await host.get('/');
    const policy = new Map(
      String(headers['content-security-policy'])
        .split('; ')
        .map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]),
    );
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('img-src')).toEqual(["'self'", 'blob:', 'data:']);
    expect(policy.get('media-src')).toEqual(["'self'", 'blob:']);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
  });

  it.each(['/', '/nothing', '/media/poster/1', '/api/nothing'])(
    'and every other answer (%s) forbids sniffing, framing and embedding',
    async (path) => {
      const { headers } = await host.get(path);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['content-security-policy']).toBeDefined();
    },
  );
});

describe('nothing outside the interface’s folder', () => {
  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/../renderer-private/secret.txt',
    '/..%2frenderer-private/secret.txt',
    '/link.txt',
    '/private/secret.txt',
    '/.env',
    '/%2eenv',
    '//etc/passwd',
    '/%2fetc/passwd',
    '/etc/passwd%00.html',
    '/C:/boot.ini',
    '/%E0%A4%A',
    '/assets',
    '/assets/',
  ])('is reached by %s', async (path) => {
    const response = await host.get(path);
    expect([400, 404]).toContain(response.status);
    expect(response.body.toString()).not.toMatch(/secret$|root:|app-1a2b/);
  });
});

describe('starting the server', () => {
  it('on a taken port says so', async () => {
    const second = WebHost.start({ port: host.server.port });
    await expect(second).rejects.toMatchObject({ code: 'bad-input' });
    await expect(second).rejects.toThrow(String(host.server.port));
  });

  it('without a built interface says how to build it', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'kinora-page-'));
    await expect(serveWeb(host.core, { rendererFolder: empty })).rejects.toMatchObject({
      code: 'missing-tool',
      remedy: expect.stringContaining('npm run build') as string,
    });
    await rm(empty, { recursive: true });
  });
});
