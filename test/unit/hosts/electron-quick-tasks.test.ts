import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDesktopApp } from '../../../src-main/hosts/electron/desktop-app.ts';
import { app, standIn } from '../../fixtures/electron-stand-in.ts';
import { noUpdates } from '../../fixtures/stand-in-updater.ts';

interface DockEntry {
  readonly label: string;
  readonly click: () => void;
}

const { platform } = process;
const property = Object.getOwnPropertyDescriptor(process, 'platform');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-tasks-'));
  standIn.reset(folder);
});
afterEach(async () => {
  play(platform);
  await rm(folder, { recursive: true, force: true });
});

/** Plays one of the three systems. */
function play(system: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { ...property, value: system });
}

function run(): Promise<void> {
  return runDesktopApp({
    libraryFolder: '/films',
    openings: [],
    rendererFolder: folder,
    preload: '/app/preload.cjs',
    corePath: '/app/core-process.js',
    icon: '/app/kinora.png',
    updates: noUpdates,
    onShown: () => undefined,
  });
}

const address = (): string | undefined => standIn.windows[0]?.webContents.getURL();

describe('the jump list of Windows', () => {
  it.each([
    ['Search', 'kinora-app://kinora/#/search'],
    ['Activity', 'kinora-app://kinora/#/activity'],
  ])('offers %s, which starts the program again with its link', async (title, place) => {
    play('win32');
    await run();
    const task = standIn.userTasks.find((offered) => offered['title'] === title);
    expect(task).toMatchObject({ program: process.execPath, description: title });
    app.emit('second-instance', {}, [String(task?.['program']), String(task?.['arguments'])], '/');
    await vi.waitFor(() => expect(address()).toBe(place));
  });

  it('is in the system’s language', async () => {
    play('win32');
    standIn.locale = 'zh-CN';
    await run();
    expect(standIn.userTasks.map(({ title }) => title)).toEqual(['搜索', '活动']);
  });

  it('is asked of no other system', async () => {
    play('linux');
    await run();
    expect(standIn.userTasks).toEqual([]);
  });
});

describe('the menu of the macOS dock', () => {
  it.each([
    ['Search', 'kinora-app://kinora/#/search'],
    ['Activity', 'kinora-app://kinora/#/activity'],
  ])('offers %s', async (label, place) => {
    play('darwin');
    let entries: readonly DockEntry[] = [];
    app.dock = { setMenu: (menu) => (entries = menu as DockEntry[]) };
    await run();
    entries.find((entry) => entry.label === label)?.click();
    await vi.waitFor(() => expect(address()).toBe(place));
  });
});
