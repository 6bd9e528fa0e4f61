import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { CallError } from '../../../src-renderer/client/app-client.ts';
import { WebClient } from '../../../src-renderer/client/web-client.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
}

let server: Server;
let sockets: WebSocketServer;
let client: WebClient | undefined;

function listen(answer: (path: string, body: string) => Answer, port = 0): Promise<number> {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const { status, body: text } = answer(request.url ?? '', body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    });
  });
  sockets = new WebSocketServer({ server });
  return new Promise((resolve) =>
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
}

async function stop(): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

afterEach(async () => {
  client?.close();
  await stop();
});

describe('a call over HTTP', () => {
  it('posts its input and returns the output', async () => {
    const asked: string[] = [];
    const port = await listen((path, body) => {
      asked.push(`${path} ${body}`);
      return { status: 200, body: '{"people":[]}' };
    });
    client = new WebClient(`http://127.0.0.1:${port}/`);
    expect(await client.call('people.list', {})).toEqual({ people: [] });
    expect(asked).toEqual(['/api/call/people.list {}']);
  });

  it('throws the core’s own sentence and remedy', async () => {
    const problem = { code: 'no-face', sentence: 'No face in “a.png”.', remedy: 'Choose another.' };
    const port = await listen(() => ({ status: 422, body: JSON.stringify(problem) }));
    client = new WebClient(`http://127.0.0.1:${port}/`);
    const error: unknown = await client.call('people.list', {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CallError);
    expect((error as CallError).problem).toEqual(problem);
  });

  it('says what to do when the answer is no problem of the core’s', async () => {
    const port = await listen(() => ({ status: 502, body: '<html>' }));
    client = new WebClient(`http://127.0.0.1:${port}/`);
    await expect(client.call('people.list', {})).rejects.toMatchObject({
      problem: { code: 'unreachable', sentence: expect.stringContaining('502') as string },
    });
  });

  it('says so when nobody answers', async () => {
    const port = await listen(() => ({ status: 200, body: '{}' }));
    await stop();
    client = new WebClient(`http://127.0.0.1:${port}/`);
    await expect(client.call('people.list', {})).rejects.toMatchObject({ problem: { code: 'unreachable' } });
  });

  it('that was made ahead gives its answer once, and is made anew when something happened meanwhile', async () => {
    let asked = 0;
    const port = await listen(() => ({ status: 200, body: `{"people":[${++asked}]}` }));
    client = new WebClient(`http://127.0.0.1:${port}/`);
    client.askAhead('people.list', {});
    await expect.poll(() => asked).toBe(1);
    expect(await client.call('people.list', {})).toEqual({ people: [1] });
    expect(await client.call('people.list', {})).toEqual({ people: [2] });
    client.askAhead('people.list', {});
    const told = new Promise<void>((resolve) => client?.on('library.changed', () => resolve()));
    client.connect();
    await expect.poll(() => sockets.clients.size).toBe(1);
    for (const socket of sockets.clients)
      socket.send(JSON.stringify({ event: 'library.changed', payload: { what: 'people' } }));
    await told;
    expect(await client.call('people.list', {})).toEqual({ people: [4] });
  });

  it('can be given up', async () => {
    const port = await listen(() => ({ status: 200, body: '{}' }));
    client = new WebClient(`http://127.0.0.1:${port}/`);
    const call = client.call('people.list', {}, AbortSignal.abort());
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the events', () => {
  it('reach those who listen, until they stop', async () => {
    const port = await listen(() => ({ status: 200, body: '{}' }));
    client = new WebClient(`http://127.0.0.1:${port}/`);
    const heard: string[] = [];
    const stopListening = client.on('library.changed', ({ what }) => heard.push(what));
    const connected = new Promise<void>((resolve) => client!.onConnection(() => resolve()));
    client.connect();
    await connected;
    const tell = (what: string): void =>
      sockets.clients.forEach((socket) =>
        socket.send(JSON.stringify({ event: 'library.changed', payload: { what } })),
      );
    tell('people');
    await expect.poll(() => heard).toEqual(['people']);
    stopListening();
    const other: string[] = [];
    client.on('library.changed', ({ what }) => other.push(what));
    tell('videos');
    await expect.poll(() => other).toEqual(['videos']);
    expect(heard).toEqual(['people']);
  });

  it('come back by themselves after the core was gone', async () => {
    const port = await listen(() => ({ status: 200, body: '{}' }));
    client = new WebClient(`http://127.0.0.1:${port}/`);
    const states: string[] = [];
    client.onConnection((connection) => states.push(connection));
    client.connect();
    await expect.poll(() => states).toEqual(['connected']);
    await stop();
    await expect.poll(() => states.at(-1)).toBe('lost');
    await listen(() => ({ status: 200, body: '{}' }), port);
    await expect.poll(() => states.at(-1), { timeout: 8000 }).toBe('connected');
  });

  it('tell a page that is no longer signed in apart from a core that is gone', async () => {
    const port = await listen(() => ({ status: 401, body: '{}' }));
    sockets.options.verifyClient = () => false;
    client = new WebClient(`http://127.0.0.1:${port}/`);
    const states: string[] = [];
    client.onConnection((connection) => states.push(connection));
    client.connect();
    await expect.poll(() => states).toContain('refused');
    expect(states).not.toContain('connected');
  });
});
