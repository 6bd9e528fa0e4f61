import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Protocol } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declareAppScheme, serveAppScheme } from '../../../src-main/hosts/electron/app-scheme.ts';
import { mediaLocator } from '../../../src-main/hosts/media-answer.ts';
import { session, standIn } from '../../fixtures/electron-stand-in.ts';
import { HostCore } from '../../fixtures/host-core.ts';

let folder: string;
let core: HostCore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-scheme-'));
  const rendererFolder = join(folder, 'renderer');
  await mkdir(rendererFolder);
  await writeFile(join(rendererFolder, 'index.html'), '<title>Kinora</title>');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(rendererFolder, 'link.txt'));
  core = await HostCore.create();
  standIn.reset(folder);
  declareAppScheme();
  serveAppScheme(session.defaultSession.protocol as unknown as Protocol, {
    rendererFolder,
    locate: mediaLocator(core.media),
  });
});
afterAll(async () => {
  await core.close();
  await rm(folder, { recursive: true, force: true });
});

async function get(url: string, init: RequestInit = {}): Promise<Response> {
  const handler = session.defaultSession.schemes.get('kinora-app');
  if (handler === undefined) throw new Error('the scheme is not served');
  return handler(new Request(url, init));
}

describe('the app’s scheme', () => {
  it('has an origin, is secure and streams, and loosens no policy', () => {
    expect(standIn.schemes).toEqual([
      {
        scheme: 'kinora-app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
      },
    ]);
  });

  it('serves the page under a policy without inline scripts or eval', async () => {
    const response = await get('kinora-app://kinora/');
    expect(await response.text()).toBe('<title>Kinora</title>');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|http/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('serves a film in parts, which Chromium needs to seek', async () => {
    const whole = await get('kinora-app://kinora/media/video/1', { headers: { range: 'bytes=0-' } });
    expect([whole.status, whole.headers.get('content-range')]).toEqual([206, 'bytes 0-299999/300000']);
    await whole.body?.cancel();
    const part = await get('kinora-app://kinora/media/video/1', { headers: { range: 'bytes=1000-1999' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(core.film.subarray(1000, 2000))).toBe(true);
  });

  it('ends a conversion whose film is no longer watched', async () => {
    const response = await get('kinora-app://kinora/media/stream/1?start=3');
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.[0]).toBe(3);
    await reader?.cancel();
    expect(core.transcodes.at(-1)?.destroyed).toBe(true);
  });

  it.each([
    'kinora-app://kinora/../secret.txt',
    'kinora-app://kinora/..%2fsecret.txt',
    'kinora-app://kinora/..%5csecret.txt',
    'kinora-app://kinora/link.txt',
    'kinora-app://kinora//etc/passwd',
    'kinora-app://kinora/media/export/..%2ffilm.mp4',
    'kinora-app://kinora/media/file//etc/passwd',
    'kinora-app://kinora/api/call/people.list',
    'kinora-app://other/',
    'kinora-app://kinora:8080/',
  ])('has nothing at %s', async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('root:');
  });

  it('takes nothing: POST and PUT find nothing', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await get('kinora-app://kinora/', { method })).status).toBe(404);
    }
  });
});
