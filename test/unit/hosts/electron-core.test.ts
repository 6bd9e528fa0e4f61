import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebContents } from 'electron';
import { channels } from '../../../src-main/hosts/electron/channels.ts';
import { CoreSupervisor } from '../../../src-main/hosts/electron/core-supervisor.ts';
import { readDesktopArguments } from '../../../src-main/hosts/electron/desktop-arguments.ts';
import { PortClient } from '../../../src-main/hosts/electron/port-client.ts';
import { portOfProcess } from '../../../src-main/hosts/electron/ports.ts';
import { runCoreIn } from '../../fixtures/core-in-child.ts';
import { standIn, StandInContents } from '../../fixtures/electron-stand-in.ts';
import type { StandInChild } from '../../fixtures/electron-stand-in.ts';
import { HostCore } from '../../fixtures/host-core.ts';

let core: HostCore;
let supervisor: CoreSupervisor;
let page: StandInContents;
let client: PortClient;
let exits: number;

beforeEach(async () => {
  standIn.reset('/nowhere');
  core = await HostCore.create();
  core.handlers['people.list'] = async () => ({ people: [] });
  supervisor = new CoreSupervisor({
    corePath: '/app/core-process.js',
    libraryFolder: '/films',
    restartDelay: 1,
  });
  client = new PortClient();
  exits = 0;
  page = new StandInContents();
});
afterEach(async () => {
  standIn.children.at(-1)?.end(0);
  await supervisor.stop();
  await core.close();
});

/** Runs the core, or one that opens differently, in the child of this number. */
function runCore(index: number, open: () => Promise<HostCore> = async () => core): void {
  runCoreIn(child(index), open, () => {
    exits++;
    child(index).end(0);
  });
}

/** Plays the preload script: takes what is sent to the page since the last time. */
function deliverToPage(): void {
  for (const { channel, message, ports } of page.sent.splice(0)) {
    const [port] = ports;
    if (channel === channels.port && port !== undefined) client.connect(portOfProcess(port));
    if (channel === channels.coreState) client.disconnect(message as 'lost' | 'failed');
  }
}

function child(index: number): StandInChild {
  const found = standIn.children[index];
  if (found === undefined) throw new Error(`core ${index} was not started`);
  return found;
}

describe('the core’s process', () => {
  it('is told its library, and answers a page over a port of its own', async () => {
    supervisor.start();
    expect(child(0)).toMatchObject({ path: '/app/core-process.js', args: ['--library', '/films'] });
    runCore(0);
    supervisor.attach(page as unknown as WebContents);
    deliverToPage();
    await expect(client.call('people.list', {})).resolves.toEqual({ people: [] });
  });

  it('finds media for the main process', async () => {
    supervisor.start();
    runCore(0);
    const answer = await supervisor.locate({ kind: 'poster', id: 1 }, new AbortController().signal);
    expect(answer).toMatchObject({ kind: 'file', mime: 'image/jpeg' });
  });

  it('that crashes is started again, and the page goes on with the new one', async () => {
    supervisor.start();
    runCore(0);
    supervisor.attach(page as unknown as WebContents);
    deliverToPage();
    const states: string[] = [];
    client.onConnection((state) => states.push(state));
    core.handlers['library.index'] = () => new Promise(() => undefined);
    const broken = expect(client.call('library.index', { paths: ['/films'] })).rejects.toMatchObject({
      code: 'internal',
    });
    await client.call('people.list', {});

    child(0).end(139);
    deliverToPage();
    await broken;
    await expect(
      supervisor.locate({ kind: 'poster', id: 1 }, new AbortController().signal),
    ).rejects.toThrow();
    await vi.waitFor(() => expect(standIn.children).toHaveLength(2));
    runCore(1);
    deliverToPage();
    await expect(client.call('people.list', {})).resolves.toEqual({ people: [] });
    expect(states).toEqual(['connected', 'lost', 'connected']);
  });

  it('that crashes again and again is given up, and the page is told', async () => {
    supervisor.start();
    supervisor.attach(page as unknown as WebContents);
    for (let crash = 0; crash < 5; crash++) {
      await vi.waitFor(() => expect(standIn.children).toHaveLength(crash + 1));
      child(crash).end(139);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(standIn.children).toHaveLength(5);
    deliverToPage();
    await expect(client.call('people.list', {})).rejects.toMatchObject({ code: 'internal' });
  });

  it('is not asked to talk to a window that was closed', async () => {
    supervisor.start();
    supervisor.attach(page as unknown as WebContents);
    page.emit('destroyed');
    page.sent.length = 0;
    child(0).end(139);
    await vi.waitFor(() => expect(standIn.children).toHaveLength(2));
    expect(page.sent).toEqual([]);
  });

  it('closes its library before it ends', async () => {
    supervisor.start();
    runCore(0);
    await supervisor.stop();
    expect([core.closed, exits, child(0).killed]).toEqual([true, 1, false]);
    expect(standIn.children).toHaveLength(1);
  });

  it('ends when told to even if its library never opened', async () => {
    supervisor.start();
    runCore(0, () => Promise.reject(new Error('locked')));
    await supervisor.stop();
    expect(exits).toBe(1);
  });

  it('that does not end when told to is killed', async () => {
    vi.useFakeTimers();
    try {
      supervisor.start();
      const stopped = supervisor.stop();
      await vi.advanceTimersByTimeAsync(5_000);
      await stopped;
      expect(child(0).killed).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the command line of the desktop app', () => {
  it('names the library, among switches of Chromium’s', () => {
    const line = [
      '/electron',
      '/app/main.js',
      '--enable-features=X',
      '--library',
      '/films/a b',
      '--no-zygote',
    ];
    expect(readDesktopArguments(line)).toEqual({ libraryFolder: '/films/a b' });
  });

  it('may leave it out', () => {
    expect(readDesktopArguments(['/electron']).libraryFolder).toMatch(/kinora/i);
  });
});
