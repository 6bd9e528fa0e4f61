import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCore } from '../../../src-main/api/core.ts';
import type { Core } from '../../../src-main/api/core-interface.ts';
import { contract } from '../../../src-main/api/contract.ts';
import { openApiDocument } from '../../../src-main/api/openapi.ts';
import { connectToServedLibrary } from '../../../src-main/hosts/web/program-client.ts';
import { serveWeb, type WebServer } from '../../../src-main/hosts/web/serve-web.ts';
import { rawRequest } from '../../fixtures/raw-http.ts';
import { signIn, tokenOf } from './web-host.ts';

const example = fileURLToPath(new URL('../../../docs/examples/who-says.ts', import.meta.url));

let folder: string;
let core: Core;
let server: WebServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-program-'));
  await mkdir(join(folder, 'renderer'));
  await writeFile(join(folder, 'renderer', 'index.html'), '<title>Kinora</title>');
  core = await openCore({ libraryFolder: join(folder, 'library') });
  server = await serveWeb(core, { rendererFolder: join(folder, 'renderer'), checkOutputs: true });
});

afterAll(async () => {
  await server.close();
  await core.close();
  await rm(folder, { recursive: true, force: true });
});

/** As it arrives elsewhere. */
function plain(document: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
}

describe('the description of the calls', () => {
  test('is valid OpenAPI and has every call, each with a sentence', async () => {
    const document = openApiDocument();
    const { valid, errors } = await new Validator().validate(plain(document));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(Object.keys(document.paths)).toEqual(Object.keys(contract).map((name) => `/api/call/${name}`));
    for (const { post } of Object.values(document.paths)) expect(post.summary).toMatch(/^\S.*\.$/);
  });

  test('tells what a call may be given, not what it becomes', () => {
    const input =
      openApiDocument().paths['/api/call/search.run']!.post.requestBody.content['application/json'];
    expect(input.schema).toMatchObject({ properties: { query: { maxLength: 10_000 } }, required: ['query'] });
  });

  test('is served to whoever has a session, and to nobody else', async () => {
    const path = '/api/openapi.json';
    expect((await rawRequest({ port: server.port, path })).status).toBe(401);
    const { cookie } = await signIn(server.port, tokenOf(server.newUrl()));
    const { status, body } = await rawRequest({ port: server.port, path, headers: { cookie: cookie ?? '' } });
    expect(status).toBe(200);
    expect(JSON.parse(body.toString())).toEqual(plain(openApiDocument()));
  });
});

describe('another program', () => {
  test('calls, hears events, and is told what is wrong in the library’s own words', async () => {
    const library = await connectToServedLibrary(server.newUrl());
    try {
      expect(await library.call('library.videos', {})).toEqual({ videos: [] });
      await expect(library.call('library.video', { id: 99 })).rejects.toMatchObject({ code: 'not-found' });
      const heard = Promise.withResolvers<string>();
      library.on('library.changed', ({ what }) => heard.resolve(what));
      const searches = setInterval(() => {
        void library.call('library.setPatterns', { include: ['*.mkv'] });
      }, 200);
      try {
        expect(await heard.promise).toBe('folders');
      } finally {
        clearInterval(searches);
      }
    } finally {
      library.close();
    }
  });

  test('cannot use an address twice, and is told so', async () => {
    const address = server.newUrl();
    (await connectToServedLibrary(address)).close();
    await expect(connectToServedLibrary(address)).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('is told where nothing answers', async () => {
    await expect(connectToServedLibrary('http://127.0.0.1:9/#token=x')).rejects.toMatchObject({
      code: 'network',
    });
  });

  test('can be as short as the example', async () => {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [example, server.newUrl(), 'a dog']);
    expect(stdout).toBe('');
  });
});
