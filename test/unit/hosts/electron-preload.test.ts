import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import type { KinoraBridge } from '../../../src-main/api/bridge.ts';
import { channels } from '../../../src-main/hosts/electron/channels.ts';
import { servePort } from '../../../src-main/hosts/electron/port-server.ts';
import type * as ElectronStandIn from '../../fixtures/electron-stand-in.ts';
import { HostCore } from '../../fixtures/host-core.ts';
import { nodePort } from '../../fixtures/node-port.ts';

type Electron = typeof ElectronStandIn;

/** Runs the script anew, with an Electron of its own. */
async function loadPreload(): Promise<Electron & { bridge: KinoraBridge }> {
  vi.resetModules();
  const electron = await import('../../fixtures/electron-stand-in.ts');
  await import('../../../src-main/hosts/electron/preload.ts');
  const bridge = electron.standIn.exposed.get('kinora');
  if (bridge === undefined) throw new Error('nothing was exposed');
  return { ...electron, bridge: bridge as KinoraBridge };
}

describe('the preload script', () => {
  it('shows the page one object of functions, and nothing of Electron', async () => {
    const { bridge, standIn } = await loadPreload();
    expect([...standIn.exposed.keys()]).toEqual(['kinora']);
    expect(Object.keys(bridge).sort()).toEqual(
      ['call', 'cancel', 'dragOut', 'on', 'onConnection', 'openFolder', 'openPictures', 'pathOf'].sort(),
    );
    for (const member of Object.values(bridge)) expect(member).toBeTypeOf('function');
  });

  it('asks for a port once it listens, and calls the core through it', async () => {
    const { bridge, standIn, ipcRenderer } = await loadPreload();
    expect(standIn.toMain).toEqual([{ channel: channels.pageReady, given: [] }]);
    const core = await HostCore.create();
    core.handlers['people.list'] = async () => ({ people: [] });
    const { port1, port2 } = new MessageChannel();
    servePort(nodePort(port1), Promise.resolve(core));
    ipcRenderer.emit(channels.port, { ports: [port2] });
    await expect(bridge.call('people.list', {})).resolves.toEqual({ people: [] });

    const states: string[] = [];
    bridge.onConnection((state) => states.push(state));
    ipcRenderer.emit(channels.coreState, {}, 'failed');
    expect(states).toEqual(['connected', 'failed']);
    port1.close();
    await core.close();
  });

  it('passes nothing of the page on to the dialogs', async () => {
    const { bridge, standIn } = await loadPreload();
    standIn.chosenFiles = ['/pictures/a.jpg'];
    const open = bridge.openPictures as (...given: unknown[]) => Promise<string[]>;
    expect(await open({ defaultPath: '/etc' })).toEqual(['/pictures/a.jpg']);
    expect(standIn.toMain.at(-1)).toEqual({ channel: channels.openPictures, given: [] });
  });

  it('tells where a dropped file lies', async () => {
    const { bridge } = await loadPreload();
    expect(bridge.pathOf({ name: 'a.jpg' })).toBe('/real/a.jpg');
  });
});
