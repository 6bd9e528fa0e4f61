import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDesktopApp } from '../../../src-main/hosts/electron/desktop-app.ts';
import { loadShellSettings } from '../../../src-main/hosts/electron/shell-settings.ts';
import { app, standIn } from '../../fixtures/electron-stand-in.ts';
import { StandInUpdater } from '../../fixtures/stand-in-updater.ts';

let folder: string;
let updater: StandInUpdater;
let loaded: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-updates-'));
  standIn.reset(folder);
  // Where electron-builder puts what it knows of a package with an address.
  await writeFile(join(folder, 'app-update.yml'), 'provider: generic\nurl: https://example.org/kinora\n');
  updater = new StandInUpdater();
  loaded = 0;
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function run(): Promise<void> {
  await runDesktopApp({
    libraryFolder: '/films',
    openings: [],
    rendererFolder: folder,
    preload: '/app/preload.cjs',
    corePath: '/app/core-process.js',
    icon: '/app/kinora.png',
    updates: {
      resources: folder,
      updater: async () => {
        loaded++;
        return updater;
      },
    },
    onShown: () => undefined,
  });
  // Electron makes the folder that the app names.
  await mkdir(app.getPath('userData'), { recursive: true });
}

interface Entry {
  readonly label?: string;
  readonly checked?: boolean;
  readonly click?: (item: { checked: boolean }) => void;
}

/** The entry of the menu, if it is offered. */
function entry(): Entry | undefined {
  const menu = standIn.menus.at(-1) as { submenu?: Entry[] }[];
  return menu
    .flatMap(({ submenu }) => submenu ?? [])
    .find(({ label }) => label === 'Look for a New Version at Each Start');
}

const settings = () => loadShellSettings(join(app.getPath('userData'), 'shell.json'));
const newer = { isUpdateAvailable: true, updateInfo: { version: '2.0.0' } };

describe('looking for a new version', () => {
  it('is off until somebody chooses it, and nothing that could look is loaded', async () => {
    await run();
    expect(entry()).toMatchObject({ checked: false });
    expect(loaded).toBe(0);
  });

  it('is not offered by a package that was built without an address, or from a checkout', async () => {
    await rm(join(folder, 'app-update.yml'));
    await run();
    expect(entry()).toBeUndefined();
    await writeFile(join(folder, 'app-update.yml'), '');
    app.isPackaged = false;
    await run();
    expect(entry()).toBeUndefined();
    expect(loaded).toBe(0);
  });

  it('happens as soon as it is chosen, and at each start from then on', async () => {
    await run();
    entry()!.click!({ checked: true });
    await vi.waitFor(() => expect(updater.asked).toEqual(['look']));
    await vi.waitFor(async () => expect(await settings()).toMatchObject({ lookForUpdates: true }));
    await run();
    await vi.waitFor(() => expect(updater.asked).toEqual(['look', 'look']));
    entry()!.click!({ checked: false });
    await vi.waitFor(async () => expect(await settings()).toMatchObject({ lookForUpdates: false }));
    await run();
    expect(loaded).toBe(2);
  });

  it('asks before it fetches, and again before it closes the app', async () => {
    updater.found = newer;
    await run();
    entry()!.click!({ checked: true });
    await vi.waitFor(() => expect(standIn.dialogs).toHaveLength(1));
    expect(standIn.dialogs[0]!.options['message']).toBe('Kinora 2.0.0 is there. Fetch it?');
    expect(updater.asked).toEqual(['look']);
    standIn.pressed = [0];
    entry()!.click!({ checked: true });
    await vi.waitFor(() => expect(standIn.dialogs).toHaveLength(3));
    expect(updater.asked).toEqual(['look', 'look', 'fetch']);
    standIn.pressed = [0, 0];
    entry()!.click!({ checked: true });
    await vi.waitFor(() => expect(updater.asked.slice(3)).toEqual(['look', 'fetch', 'install']));
    expect([updater.autoDownload, updater.autoInstallOnAppQuit]).toEqual([false, false]);
  });

  it('says why it failed to whoever just chose it, and is silent at a start', async () => {
    updater.fails = new Error('net::ERR_INTERNET_DISCONNECTED');
    await run();
    entry()!.click!({ checked: true });
    await vi.waitFor(() =>
      expect(standIn.errorBoxes).toEqual([
        'Kinora could not look for a new version: net::ERR_INTERNET_DISCONNECTED',
      ]),
    );
    await vi.waitFor(async () => expect(await settings()).toMatchObject({ lookForUpdates: true }));
    await run();
    await vi.waitFor(() => expect(updater.asked).toHaveLength(2));
    expect(standIn.errorBoxes).toHaveLength(1);
  });
});
