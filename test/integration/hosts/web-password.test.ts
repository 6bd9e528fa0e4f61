import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../../src-main/api/contract.ts';
import { loopback, onLoopback, type Listening } from '../../../src-main/hosts/web/listening.ts';
import { Password } from '../../../src-main/hosts/web/password.ts';
import { rawRequest, type RawResponse } from '../../fixtures/raw-http.ts';
import { signIn, tokenOf, WebHost } from './web-host.ts';

const right = 'seven quiet lanterns';
const tlsFolder = join(import.meta.dirname, '../../fixtures/tls');
let password: Password;
let host: WebHost;

beforeAll(async () => {
  password = await Password.of(right);
});
afterEach(() => host.stop());

async function start(more: Partial<Listening> = {}): Promise<void> {
  host = await WebHost.start({ listening: { ...onLoopback, password, ...more } });
  host.core.handlers['people.list'] = async () => ({ people: [] });
}

async function give(given: unknown, headers: Record<string, string> = {}): Promise<RawResponse> {
  const { port } = host.server;
  return rawRequest({
    ...{ port, path: '/api/password', method: 'POST' },
    headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}`, ...headers },
    body: JSON.stringify({ password: given }),
  });
}

describe('the password', () => {
  it('opens a session whose cookie scripts cannot read and other sites do not send', async () => {
    await start();
    const answer = await give(right);
    expect(answer.status).toBe(204);
    const [session, mark] = answer.headers['set-cookie'] ?? [];
    expect(session).toMatch(/^kinora-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(mark).toMatch(/^kinora-sign-in-\d+=; Path=\/; SameSite=Strict; Max-Age=0$/);
    const [cookie = ''] = session!.split(';');
    expect((await host.call('people.list', {}, { cookie })).status).toBe(200);
  });

  it.each([['another'], [''], [`${right} `], [right.toUpperCase()], [null], [7], ['x'.repeat(1001)]])(
    'is not %j',
    async (given) => {
      await start();
      const answer = await give(given);
      expect(answer.status).toBe(401);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(problem.parse(JSON.parse(answer.body.toString())).sentence).toBe('That is not the password.');
    },
  );

  it('is not taken from a form or from a page of another origin', async () => {
    await start();
    expect((await give(right, { 'content-type': 'text/plain' })).status).toBe(401);
    expect((await give(right, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await give(right, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
  });

  it('waits after five wrong ones, the right one too, while a one-time address works', async () => {
    await start();
    for (let at = 0; at < 5; at++) expect((await give(`wrong ${at}`)).status).toBe(401);
    const answer = await give(right);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800);
    expect((await signIn(host.server.port, tokenOf(host.server.newUrl()))).status).toBe(204);
  });

  it('tried many times at once is counted before it is looked at', async () => {
    await start();
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => give(`wrong ${at}`)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });
});

describe('the page', () => {
  it('is told to ask for the password by whoever has no session, and by nobody else', async () => {
    await start();
    const without = await host.get('/', { headers: { cookie: '' } });
    expect(without.headers['set-cookie']?.join()).toMatch(
      /^kinora-sign-in-\d+=password; Path=\/; SameSite=Strict$/,
    );
    const signedIn = await host.get('/');
    expect(signedIn.headers['set-cookie']?.join()).toMatch(/=; Path=\/; SameSite=Strict; Max-Age=0$/);
  });

  it('shows nothing of the library without a session', async () => {
    await start();
    expect((await host.call('people.list', {}, { cookie: '' })).status).toBe(401);
    expect((await host.get('/media/poster/1', { headers: { cookie: '' } })).status).toBe(401);
  });
});

it('on the loopback address there is no password to give and no cookie that asks for one', async () => {
  host = await WebHost.start();
  expect((await give(right)).status).toBe(401);
  const page = await host.get('/', { headers: { cookie: '' } });
  expect(page.headers['set-cookie']).toBeUndefined();
});

describe('with names of its own', () => {
  it('is reached by these names, and by no other that resolves to it', async () => {
    await start({ names: ['films.example', loopback] });
    const { port } = host.server;
    const own = { host: `films.example:${port}`, origin: `http://films.example:${port}` };
    expect((await host.call('people.list', {}, own)).status).toBe(200);
    expect((await host.call('people.list', {}, { ...own, host: `FILMS.example:${port}` })).status).toBe(403);
    for (const name of ['evil.example', 'localhost', 'films.example.evil.example']) {
      const headers = { host: `${name}:${port}`, origin: `http://${name}:${port}` };
      expect((await host.call('people.list', {}, headers)).status).toBe(403);
    }
    expect(new URL(host.server.url).hostname).toBe('films.example');
  });
});

describe('encrypted', () => {
  it('gives cookies that browsers send over encrypted connections alone, and takes pages of its own scheme', async () => {
    const cert = await readFile(join(tlsFolder, 'localhost-cert.pem'));
    const key = await readFile(join(tlsFolder, 'localhost-key.pem'));
    const listening: Listening = { ...onLoopback, password, tls: { cert, key } };
    host = await WebHost.start({ listening }, () => Promise.resolve({ cookie: null }));
    expect(host.server.url).toMatch(/^https:/);
    const { port } = host.server;
    const ask = (origin: string) =>
      new Promise<{ status: number; cookies: string[]; policy: string }>((resolve, reject) => {
        const headers = { 'content-type': 'application/json', origin };
        const options = { host: loopback, port, path: '/api/password', method: 'POST', headers, ca: cert };
        request(options, (answer) => {
          answer.resume();
          const policy = String(answer.headers['content-security-policy']);
          resolve({ status: answer.statusCode ?? 0, cookies: answer.headers['set-cookie'] ?? [], policy });
        })
          .on('error', reject)
          .end(JSON.stringify({ password: right }));
      });
    const answer = await ask(`https://127.0.0.1:${port}`);
    expect(answer.status).toBe(204);
    expect(answer.cookies[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    expect(answer.policy).toContain(`wss://127.0.0.1:${port}`);
    expect((await ask(`http://127.0.0.1:${port}`)).status).toBe(403);
    // Nothing of it goes without encryption.
    await expect(rawRequest({ port, path: '/' })).rejects.toThrow();
  });
});
