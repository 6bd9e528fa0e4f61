import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until, WebHost } from './web-host.ts';

let host: WebHost;
beforeAll(async () => {
  host = await WebHost.start({ pingSeconds: 0.1 });
});
afterAll(() => host.stop());

/** A WebSocket client that shakes hands and then neither reads nor answers. */
async function deafClient(): Promise<Socket> {
  const socket = connect(host.server.port, '127.0.0.1');
  const headers = [
    'GET /api/events HTTP/1.1',
    `Host: 127.0.0.1:${host.server.port}`,
    `Cookie: ${host.cookie}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  socket.write(`${headers.join('\r\n')}\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toContain('101 Switching Protocols');
  return socket;
}

describe('events', () => {
  it('reach every connected page', async () => {
    const clients = [host.events(), host.events()];
    await Promise.all(clients.map((client) => once(client, 'open')));
    const messages = clients.map((client) => once(client, 'message'));
    host.core.emit('library.changed', { what: 'people' });
    for (const [message] of await Promise.all(messages)) {
      expect(JSON.parse(String(message))).toEqual({
        event: 'library.changed',
        payload: { what: 'people' },
      });
    }
    for (const client of clients) client.close();
  });

  it('keep coming to a page that answers pings', async () => {
    const client = host.events();
    await once(client, 'open');
    for (let ping = 0; ping < 4; ping++) await once(client, 'ping');
    expect(client.readyState).toBe(client.OPEN);
    client.close();
  });

  it('a page that answers no ping is dropped', async () => {
    const socket = await deafClient();
    socket.resume();
    await once(socket, 'close');
  });

  it.each<Record<string, string>>([
    { cookie: '' },
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { host: 'evil.example' },
    { 'sec-fetch-site': 'same-site' },
  ])('are refused to a connection with %j', async (headers) => {
    const client = host.events(headers);
    const [error] = (await once(client, 'error')) as [Error];
    expect(error.message).toMatch(/40[13]/);
  });

  it('are at one address alone', async () => {
    const response = await host.get('/api/other', {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
    });
    expect(response.status).toBe(404);
  });

  it('a page that talks too much is dropped', async () => {
    const client = host.events();
    await once(client, 'open');
    client.on('error', () => undefined);
    client.send('x'.repeat(2000));
    await once(client, 'close');
  });
});

describe('a slow page', () => {
  it('is dropped instead of filling the memory', async () => {
    const patient = await WebHost.start({ pingSeconds: 1000 });
    try {
      const client = patient.events();
      await once(client, 'open');
      let closed = false;
      client.on('close', () => (closed = true));
      client.pause();
      const title = 'x'.repeat(500_000);
      for (let event = 0; event < 60; event++) {
        patient.core.emit('indexing.progress', {
          state: 'running',
          step: 'faces',
          video: { path: '/a', title },
          videosDone: 0,
          videosFailed: 0,
          videosTotal: 1,
          fraction: 0,
          speed: null,
          remainingSeconds: null,
        });
        await new Promise((resolve) => setImmediate(resolve));
      }
      client.resume();
      await until(() => closed);
    } finally {
      await patient.stop();
    }
  });
});

describe('a closed host', () => {
  it('listens to the core no more and has dropped its pages', async () => {
    const other = await WebHost.start();
    const client = other.events();
    await once(client, 'open');
    expect(other.core.listenerCount).toBeGreaterThan(0);
    const closed = once(client, 'close');
    await other.stop();
    await closed;
    expect(other.core.listenerCount).toBe(0);
    await expect(fetch(`${other.origin}/`)).rejects.toThrow();
  });
});
