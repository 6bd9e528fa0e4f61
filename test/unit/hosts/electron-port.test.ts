import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PortClient } from '../../../src-main/hosts/electron/port-client.ts';
import { servePort } from '../../../src-main/hosts/electron/port-server.ts';
import { nodePort } from '../../fixtures/node-port.ts';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { HostCore } from '../../fixtures/host-core.ts';

let core: HostCore;
let client: PortClient;
const channels: MessageChannel[] = [];

/** Connects the client to a core over a new channel, as a window is. */
function connect(to: Promise<HostCore> = Promise.resolve(core)): MessageChannel {
  const channel = new MessageChannel();
  channels.push(channel);
  servePort(nodePort(channel.port1), to);
  client.connect(nodePort(channel.port2));
  return channel;
}

beforeEach(async () => {
  core = await HostCore.create();
  client = new PortClient();
});
afterEach(async () => {
  for (const { port1, port2 } of channels.splice(0)) {
    port1.close();
    port2.close();
  }
  await core.close();
});

describe('a call over the port', () => {
  it('brings the core’s answer', async () => {
    core.handlers['library.remove'] = async ({ id }) => ({ removed: id === 5 });
    connect();
    await expect(client.call('library.remove', { id: 5 })).resolves.toEqual({ removed: true });
  });

  it('keeps answers apart, however they overtake each other', async () => {
    core.handlers['library.remove'] = ({ id }) =>
      new Promise((resolve) => setTimeout(() => resolve({ removed: id % 2 === 0 }), id));
    connect();
    const answers = [30, 21, 12, 3].map((id) => client.call('library.remove', { id }));
    expect((await Promise.all(answers)).map(({ removed }) => removed)).toEqual([true, false, true, false]);
  });

  it('fails with a plain problem, which the context bridge passes on whole', async () => {
    core.handlers['people.list'] = () =>
      Promise.reject(new UserFacingError('library', 'The library is locked.', 'Close the other one.'));
    connect();
    const problem = await client.call('people.list', {}).catch((error: unknown) => error);
    expect(problem).not.toBeInstanceOf(Error);
    expect(problem).toEqual({
      code: 'library',
      sentence: 'The library is locked.',
      remedy: 'Close the other one.',
    });
  });

  it('made before there is a core waits for it', async () => {
    core.handlers['people.list'] = async () => ({ people: [] });
    const answer = client.call('people.list', {});
    connect();
    await expect(answer).resolves.toEqual({ people: [] });
  });

  it('to a library that could not be opened tells why, and so does the next', async () => {
    const cause = new UserFacingError('library', 'This is no library.', 'Choose another folder.');
    const failing = Promise.reject<HostCore>(cause);
    failing.catch(() => undefined);
    connect(failing);
    for (let time = 0; time < 2; time++) {
      await expect(client.call('people.list', {})).rejects.toMatchObject({ sentence: 'This is no library.' });
    }
  });

  it('can be cancelled by its key', async () => {
    const started = Promise.withResolvers<void>();
    core.handlers['exports.clip'] = (_, signal) => {
      started.resolve();
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      });
    };
    connect();
    const clip = client.call('exports.clip', { momentId: 'm' }, 'clip-1');
    const outcome = expect(clip).rejects.toMatchObject({ code: 'cancelled' });
    await started.promise;
    client.cancel('another');
    client.cancel('clip-1');
    await outcome;
  });

  it('cancelled before there is a core is never made', async () => {
    const handler = vi.fn(async () => ({ people: [] }));
    core.handlers['people.list'] = handler;
    const answer = client.call('people.list', {}, 'key');
    client.cancel('key');
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    connect();
    await client.call('library.remove', { id: 1 }).catch(() => undefined);
    expect(handler).not.toHaveBeenCalled();
  });
});

describe('the core’s end trusts no page', () => {
  /** What comes back to a raw message. */
  async function answerTo(message: unknown): Promise<unknown> {
    const channel = new MessageChannel();
    channels.push(channel);
    servePort(nodePort(channel.port1), Promise.resolve(core));
    const answer = new Promise((resolve) => channel.port2.once('message', resolve));
    channel.port2.postMessage(message);
    return answer;
  }

  it.each([
    { kind: 'call', id: 1, method: 'no.such', input: {} },
    { kind: 'call', id: 1, method: 'constructor', input: {} },
    { kind: 'call', id: 1, method: 'people.list', input: {}, extra: true },
    { kind: 'eval', id: 1 },
    { id: 1 },
    { kind: 'call', id: 1, method: 'library.remove', input: { id: '5' } },
    { kind: 'call', id: 1, method: 'library.remove', input: null },
    { kind: 'call', id: 1, method: 'library.index', input: { paths: [] } },
  ])('and refuses %j', async (message) => {
    const call = vi.spyOn(core, 'call');
    expect(await answerTo(message)).toMatchObject({ kind: 'problem', id: 1, problem: { code: 'bad-input' } });
    expect(call).not.toHaveBeenCalled();
  });

  it.each([null, 'call', 7, [], { kind: 'call', id: 'x' }, { kind: 'cancel', id: -1 }])(
    'and survives %j',
    async (message) => {
      core.handlers['people.list'] = async () => ({ people: [] });
      const channel = connect();
      channel.port2.postMessage(message);
      await expect(client.call('people.list', {})).resolves.toEqual({ people: [] });
    },
  );
});

describe('events over the port', () => {
  it('reach the listeners of their kind until they stop listening', async () => {
    core.handlers['people.list'] = async () => ({ people: [] });
    connect();
    const heard: string[] = [];
    const stop = client.on('library.changed', ({ what }) => heard.push(what));
    await client.call('people.list', {});
    core.emit('library.changed', { what: 'people' });
    await client.call('people.list', {});
    stop();
    core.emit('library.changed', { what: 'videos' });
    await client.call('people.list', {});
    expect(heard).toEqual(['people']);
  });

  it('are not listened to for a window that was closed, and its calls end with it', async () => {
    const started = Promise.withResolvers<void>();
    const signals: (AbortSignal | undefined)[] = [];
    const neverEnds = (_: unknown, signal: AbortSignal | undefined): Promise<never> => {
      signals.push(signal);
      if (signals.length === 2) started.resolve();
      return new Promise(() => undefined);
    };
    core.handlers['exports.clip'] = neverEnds;
    core.handlers['library.index'] = neverEnds;
    const channel = connect();
    client.call('exports.clip', { momentId: 'm' }).catch(() => undefined);
    client.call('library.index', { paths: ['/films'] }).catch(() => undefined);
    await started.promise;
    expect(core.listenerCount).toBeGreaterThan(0);
    channel.port2.close();
    await vi.waitFor(() => expect(core.listenerCount).toBe(0));
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
  });
});

describe('when the core is lost', () => {
  it('waiting calls fail with a remedy, later ones wait for the next core', async () => {
    core.handlers['library.index'] = () => new Promise(() => undefined);
    core.handlers['people.list'] = async () => ({ people: [] });
    const states: string[] = [];
    client.onConnection((state) => states.push(state));
    const first = connect();
    await client.call('people.list', {});
    const waiting = client.call('library.index', { paths: ['/films'] });
    const outcome = expect(waiting).rejects.toMatchObject({ code: 'internal' });
    first.port1.close();
    await outcome;

    const later = client.call('people.list', {});
    client.disconnect('lost');
    const changed: string[] = [];
    client.on('library.changed', ({ what }) => changed.push(what));
    connect();
    await expect(later).resolves.toEqual({ people: [] });
    expect(states).toEqual(['starting', 'connected', 'lost', 'connected']);
    expect(changed).toEqual(['videos', 'people', 'models', 'folders']);
  });

  it('for good, every call says so', async () => {
    const waiting = client.call('people.list', {});
    client.disconnect('failed');
    await expect(waiting).rejects.toMatchObject({ code: 'internal' });
    await expect(client.call('people.list', {})).rejects.toMatchObject({
      remedy: expect.stringContaining('open it again') as string,
    });
  });
});
