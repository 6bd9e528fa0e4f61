import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { openCore } from '../../../src-main/api/core.ts';
import { PortClient } from '../../../src-main/hosts/electron/port-client.ts';
import { portOfProcess } from '../../../src-main/hosts/electron/ports.ts';
import { serveWeb } from '../../../src-main/hosts/web/serve-web.ts';
import { MessageChannelMain } from '../../fixtures/electron-stand-in.ts';
import { rawRequest } from '../../fixtures/raw-http.ts';
import { signIn, tokenOf } from './web-host.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-real-'));
  await mkdir(join(folder, 'renderer'));
  await mkdir(join(folder, 'films'));
  await writeFile(join(folder, 'renderer', 'index.html'), '<title>Kinora</title>');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the web host on the real core', () => {
  it('answers calls within the contract, tells events and refuses bad input', async () => {
    const core = await openCore({ libraryFolder: join(folder, 'library') });
    const server = await serveWeb(core, { rendererFolder: join(folder, 'renderer'), checkOutputs: true });
    try {
      const { cookie } = await signIn(server.port, tokenOf(server.url));
      const call = async (method: string, input: unknown): Promise<{ status: number; body: unknown }> => {
        const { status, body } = await rawRequest({
          port: server.port,
          path: `/api/call/${method}`,
          method: 'POST',
          headers: { cookie: cookie ?? '', 'content-type': 'application/json' },
          body: JSON.stringify(input),
        });
        return { status, body: JSON.parse(body.toString()) as unknown };
      };
      expect(await call('library.status', {})).toMatchObject({ status: 200, body: { videos: 0 } });
      expect(await call('people.list', {})).toEqual({ status: 200, body: { people: [] } });
      expect(await call('library.video', { id: 99 })).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
      expect(await call('library.video', { id: 'x' })).toMatchObject({
        status: 400,
        body: { code: 'bad-input' },
      });
      for (const kind of ['video', 'stream', 'poster', 'sprite', 'frame', 'person', 'cast']) {
        const { status } = await rawRequest({
          port: server.port,
          path: `/media/${kind}/99?name=Ada`,
          headers: { cookie: cookie ?? '' },
        });
        expect([kind, status]).toEqual([kind, 404]);
      }

      const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/events`, {
        headers: { cookie: cookie ?? '' },
      });
      await once(socket, 'open');
      const message = once(socket, 'message');
      await call('library.index', { paths: [join(folder, 'films')] });
      expect(JSON.parse(String((await message)[0]))).toHaveProperty('event');
      socket.terminate();
    } finally {
      await server.close();
      await core.close();
    }
  });
});

describe('the desktop’s core process on the real core', () => {
  it('answers a page over its port and closes the library when told to', async () => {
    const parentPort = new EventEmitter();
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
    const { argv } = process;
    process.argv = ['/electron', '--library', join(folder, 'library')];
    Object.assign(process, { parentPort });
    try {
      await import('../../../src-main/hosts/electron/core-process.ts');
      const { port1, port2 } = new MessageChannelMain();
      const client = new PortClient();
      client.connect(portOfProcess(port2));
      parentPort.emit('message', { data: { kind: 'page' }, ports: [port1] });
      await expect(client.call('library.status', {})).resolves.toMatchObject({
        libraryPath: expect.stringContaining('library') as string,
        videos: 0,
      });
      await expect(client.call('library.video', { id: 99 })).rejects.toMatchObject({ code: 'not-found' });
      parentPort.emit('message', { data: { kind: 'close' }, ports: [] });
      await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0), { timeout: 10_000 });
      port2.close();
    } finally {
      process.argv = argv;
      exit.mockRestore();
      Reflect.deleteProperty(process, 'parentPort');
    }
  });
});
