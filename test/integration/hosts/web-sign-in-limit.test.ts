import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../../../src-main/api/contract.ts';
import { OwnAddress } from '../../../src-main/hosts/web/request-guard.ts';
import { Sessions } from '../../../src-main/hosts/web/sessions.ts';
import { SignInLimit } from '../../../src-main/hosts/web/sign-in-limit.ts';
import { webApp } from '../../../src-main/hosts/web/web-app.ts';
import { HostCore } from '../../fixtures/host-core.ts';
import { signIn, tokenOf, WebHost } from './web-host.ts';

const port = 4321;
let core: HostCore;
let sessions: Sessions;
let app: ReturnType<typeof webApp>;
let now: number;

beforeEach(async () => {
  core = await HostCore.create();
  sessions = new Sessions(port);
  now = 0;
  app = webApp(core, {
    own: new OwnAddress(['127.0.0.1', 'localhost'], port),
    password: null,
    rendererFolder: '/nowhere',
    sessions,
    signIns: new SignInLimit(() => now),
    checkOutputs: true,
    onError: () => undefined,
  });
});
afterEach(() => core.close());

async function tryToken(token: string, headers: Record<string, string> = {}): Promise<Response> {
  return app.request('/api/session', {
    method: 'POST',
    headers: { host: `127.0.0.1:${port}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  });
}

/** The statuses of so many tries with wrong tokens. */
async function tryWrong(count: number, headers: Record<string, string> = {}): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index++) statuses.push((await tryToken(`no${index}`, headers)).status);
  return statuses;
}

describe('wrong one-time tokens', () => {
  it('are told to wait after ten within a minute, with a sentence and a remedy', async () => {
    expect(new Set(await tryWrong(10))).toEqual(new Set([401]));
    now = 18_500;
    const answer = await tryToken('eleventh');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '42']);
    const { sentence, remedy } = problem.parse(await answer.json());
    expect(sentence).toMatch(/^Too many wrong one-time addresses .*\.$/);
    expect(remedy).toContain('42 s');
  });

  it('count again after the time that was told, however often they were tried meanwhile', async () => {
    await tryWrong(10);
    for (now = 1_000; now < 60_000; now += 1_000) expect((await tryToken('again')).status).toBe(429);
    now = 60_000;
    expect(await tryWrong(11)).toEqual([...Array<number>(10).fill(401), 429]);
  });

  it('that come slowly are never told to wait', async () => {
    for (let count = 0; count < 50; count++, now += 6_001) expect(await tryWrong(1)).toEqual([401]);
  });

  it('count whatever shape they have', async () => {
    const statuses = await tryWrong(11, { 'content-type': 'text/plain' });
    expect(statuses.at(-1)).toBe(429);
  });

  it('do not lock out whoever has the right one', async () => {
    await tryWrong(50);
    const token = sessions.issueToken();
    const answer = await tryToken(token);
    expect([answer.status, sessions.accepts(answer.headers.get('set-cookie'))]).toEqual([204, true]);
    // It was good for one exchange, as ever.
    expect((await tryToken(token)).status).toBe(429);
  });

  it('cannot be sent by a page of another origin', async () => {
    expect(new Set(await tryWrong(20, { origin: 'http://evil.example' }))).toEqual(new Set([403]));
    expect(await tryWrong(1)).toEqual([401]);
  });

  it('are counted by the running server', async () => {
    const host = await WebHost.start();
    try {
      for (let count = 0; count < 10; count++) await signIn(host.server.port, 'wrong');
      const answer = await signIn(host.server.port, 'wrong');
      expect([answer.status, Number(answer.headers['retry-after']) > 50]).toEqual([429, true]);
      expect((await signIn(host.server.port, tokenOf(host.server.newUrl()))).status).toBe(204);
    } finally {
      await host.stop();
    }
  });
});
