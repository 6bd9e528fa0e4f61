import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MediaPortClient, serveMediaPort } from '../../../src-main/hosts/electron/media-port.ts';
import { nodePort } from '../../fixtures/node-port.ts';
import { mediaLocator } from '../../../src-main/hosts/media-answer.ts';
import { HostCore } from '../../fixtures/host-core.ts';

let core: HostCore;
let channel: MessageChannel;
let client: MediaPortClient;
const never = new AbortController().signal;

beforeEach(async () => {
  core = await HostCore.create();
  channel = new MessageChannel();
  serveMediaPort(nodePort(channel.port1), Promise.resolve(mediaLocator(core.media)));
  client = new MediaPortClient(nodePort(channel.port2));
});
afterEach(async () => {
  channel.port1.close();
  channel.port2.close();
  await core.close();
});

describe('media asked for over the port', () => {
  it('are found as in the core itself', async () => {
    const direct = mediaLocator(core.media);
    for (const route of [
      { kind: 'video', id: 1 },
      { kind: 'poster', id: 1 },
      { kind: 'frame', id: 1, at: 2 },
      { kind: 'export', name: 'page.html' },
      { kind: 'person', id: 9 },
    ] as const) {
      expect(await client.locate(route, never)).toEqual(await direct(route, never));
    }
  });

  it('fail as in the core itself', async () => {
    await expect(client.locate({ kind: 'frame', id: 1, at: 101 }, never)).rejects.toMatchObject({
      code: 'bad-input',
      message: 'The film ends before that.',
    });
  });

  it('stream only as fast as they are read, and end when nobody reads', async () => {
    const answer = await client.locate({ kind: 'stream', id: 1, start: 7 }, never);
    if (answer?.kind !== 'stream') throw new Error('expected a stream');
    const sent = vi.spyOn(channel.port1, 'postMessage');
    const reader = answer.body.getReader();
    for (let chunk = 0; chunk < 3; chunk++) {
      const { value } = await reader.read();
      expect(value?.every((byte) => byte === 7)).toBe(true);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent.mock.calls.length).toBeLessThanOrEqual(4);
    await reader.cancel();
    await vi.waitFor(() => expect(core.transcodes[0]?.destroyed).toBe(true));
  });

  it('stop being searched for when the page gives up', async () => {
    const searching = Promise.withResolvers<void>();
    let aborted = false;
    core.media.frame = (_id, _at, signal) => {
      searching.resolve();
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          aborted = true;
          reject(signal.reason as Error);
        });
      });
    };
    const page = new AbortController();
    const answer = client.locate({ kind: 'frame', id: 1, at: 1 }, page.signal);
    const outcome = expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    await searching.promise;
    page.abort();
    await outcome;
    expect(aborted).toBe(true);
  });

  it('fail at once when the core is lost, those in mid-stream too', async () => {
    const answer = await client.locate({ kind: 'stream', id: 1, start: 0 }, never);
    if (answer?.kind !== 'stream') throw new Error('expected a stream');
    const reader = answer.body.getReader();
    await reader.read();
    channel.port1.close();
    await expect(
      (async () => {
        while (!(await reader.read()).done);
      })(),
    ).rejects.toThrow('core is not running');
    await expect(client.locate({ kind: 'poster', id: 1 }, never)).rejects.toThrow('core is not running');
    await vi.waitFor(() => expect(core.transcodes[0]?.destroyed).toBe(true));
  });
});
