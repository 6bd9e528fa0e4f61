import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDesktopApp } from '../../../src-main/hosts/electron/desktop-app.ts';
import { channels } from '../../../src-main/hosts/electron/channels.ts';
import {
  app,
  ipcMain,
  session,
  standIn,
  StandInContents,
  StandInFrame,
} from '../../fixtures/electron-stand-in.ts';
import type { BrowserWindow } from '../../fixtures/electron-stand-in.ts';
import { noUpdates } from '../../fixtures/stand-in-updater.ts';

let folder: string;
let shown: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-desktop-'));
  await mkdir(join(folder, 'renderer'));
  await writeFile(join(folder, 'renderer', 'index.html'), '<title>Kinora</title>');
  standIn.reset(folder);
  shown = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(library = '/films'): Promise<void> {
  await runDesktopApp({
    libraryFolder: library,
    openings: [],
    rendererFolder: join(folder, 'renderer'),
    preload: '/app/preload.cjs',
    corePath: '/app/core-process.js',
    icon: '/app/kinora.png',
    updates: noUpdates,
    onShown: () => shown++,
  });
}

function onlyWindow(): BrowserWindow {
  const [window] = standIn.windows;
  if (window === undefined) throw new Error('no window was opened');
  return window;
}

describe('the window', () => {
  it('shows the app’s own page once there is something to see', async () => {
    await run();
    expect(onlyWindow().webContents.getURL()).toBe('kinora-app://kinora/');
    expect(onlyWindow().options).toMatchObject({ show: false, backgroundColor: '#101214' });
    expect([onlyWindow().shown, shown]).toEqual([true, 1]);
  });

  it.each([
    ['sandbox', true],
    ['contextIsolation', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['navigateOnDragDrop', false],
    ['devTools', false],
    ['preload', '/app/preload.cjs'],
  ])('has %s %s', async (option, value) => {
    await run();
    expect(onlyWindow().options.webPreferences?.[option]).toBe(value);
  });

  it('sandboxes every page of the process, before it is ready', async () => {
    await run();
    expect(standIn.order.indexOf('sandbox')).toBeGreaterThanOrEqual(0);
    expect(standIn.order.indexOf('sandbox')).toBeLessThan(standIn.order.indexOf('ready'));
  });

  it('opens where it was closed, unless that screen is gone', async () => {
    await run();
    expect(onlyWindow().options).toMatchObject({ width: 1280, height: 820 });
    await mkdir(app.getPath('userData'), { recursive: true });
    onlyWindow().maximized = true;
    onlyWindow().emit('close');
    const saved = join(app.getPath('userData'), 'window.json');
    await vi.waitFor(async () => {
      standIn.windows.length = 0;
      app.emit('activate');
      await vi.waitFor(() => expect(standIn.windows).toHaveLength(1));
      expect(onlyWindow().options).toMatchObject({ x: 10, y: 20, width: 900, height: 700 });
    });
    expect(onlyWindow().maximized).toBe(true);

    await writeFile(
      saved,
      JSON.stringify({ bounds: { x: 5000, y: 0, width: 900, height: 700 }, maximized: false }),
    );
    standIn.windows.length = 0;
    app.emit('activate');
    await vi.waitFor(() => expect(standIn.windows).toHaveLength(1));
    expect(onlyWindow().options).not.toHaveProperty('x');
  });

  it('of a second start on the same library is the first one’s', async () => {
    await run();
    onlyWindow().minimized = true;
    app.emit('second-instance', {}, ['kinora'], '/');
    expect([onlyWindow().minimized, onlyWindow().focused]).toEqual([false, true]);

    const lockedFolder = app.getPath('userData');
    standIn.reset(folder);
    standIn.firstInstance = false;
    await run();
    expect(app.getPath('userData')).toBe(lockedFolder);
    expect(standIn.order.indexOf('path userData')).toBeLessThan(standIn.order.indexOf('lock'));
    expect([standIn.quits, standIn.windows.length, standIn.children.length]).toEqual([1, 0, 0]);
  });

  it('of another library has a lock of its own', async () => {
    await run('/films');
    const first = app.getPath('userData');
    standIn.reset(folder);
    await run('/other');
    expect(app.getPath('userData')).not.toBe(first);
  });

  it('sends no crash report anywhere', async () => {
    await run();
    expect(standIn.crashReports).toEqual({ uploadToServer: false });
  });
});

describe('a page', () => {
  const elsewhere = [
    'https://evil.example/',
    'file:///etc/passwd',
    'kinora-app://other/',
    'kinora-app://kinora/media/export/page.html',
    'kinora-app://kinora@evil/',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
  ];

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'cannot leave: %s elsewhere is prevented, a reload is not',
    async (event) => {
      await run();
      for (const url of elsewhere)
        expect([url, onlyWindow().webContents.attempt(event, url)]).toEqual([url, true]);
      expect(onlyWindow().webContents.attempt(event, 'kinora-app://kinora/#/search')).toBe(false);
    },
  );

  it('opens no second window', async () => {
    await run();
    for (const url of [...elsewhere, 'kinora-app://kinora/']) {
      expect(onlyWindow().webContents.openHandler?.({ url })).toEqual({ action: 'deny' });
    }
  });

  it('embeds no other page', async () => {
    await run();
    expect(onlyWindow().webContents.attempt('will-attach-webview', 'kinora-app://kinora/')).toBe(true);
  });

  it('that appears in any other way is guarded, too', async () => {
    await run();
    const other = new StandInContents();
    app.emit('web-contents-created', {}, other);
    expect(other.attempt('will-navigate', 'https://evil.example/')).toBe(true);
    expect(other.openHandler?.({ url: 'https://evil.example/' })).toEqual({ action: 'deny' });
  });

  it.each([
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'clipboard-read',
    'fileSystem',
    'unknown',
  ])('is denied %s', async (permission) => {
    await run();
    const { requestHandler, checkHandler } = session.defaultSession;
    const answers: boolean[] = [];
    requestHandler?.(onlyWindow().webContents, permission, (yes) => answers.push(yes));
    expect(answers).toEqual([false]);
    expect(checkHandler?.(onlyWindow().webContents, permission)).toBe(false);
  });

  it('may fill the screen, but another page may not', async () => {
    await run();
    const { requestHandler, checkHandler } = session.defaultSession;
    const other = new StandInContents();
    other.mainFrame.url = 'https://evil.example/';
    const answers: boolean[] = [];
    for (const contents of [onlyWindow().webContents, other]) {
      requestHandler?.(contents, 'fullscreen', (yes) => answers.push(yes));
    }
    expect(answers).toEqual([true, false]);
    expect(checkHandler?.(null, 'fullscreen')).toBe(false);
  });

  it('is given no device', async () => {
    await run();
    expect(session.defaultSession.deviceHandler?.()).toBe(false);
  });

  it.each([
    ['https://evil.example/', true],
    ['http://127.0.0.1:8080/', true],
    ['wss://evil.example/', true],
    ['file:///etc/passwd', true],
    ['devtools://devtools/bundled/x.js', true],
    ['kinora-app://kinora/media/poster/1', false],
    ['blob:kinora-app://kinora/1', false],
    ['data:image/png;base64,AA==', false],
  ])('asking for %s: cancelled %s', async (url, cancelled) => {
    await run();
    const answers: { cancel: boolean }[] = [];
    session.defaultSession.beforeRequest?.({ url }, (answer) => answers.push(answer));
    expect(answers).toEqual([{ cancel: cancelled }]);
  });

  it('has developer tools in a checkout only', async () => {
    app.isPackaged = false;
    await run();
    expect(onlyWindow().options.webPreferences?.['devTools']).toBe(true);
    expect(JSON.stringify(standIn.menus)).toContain('toggleDevTools');
    standIn.reset(folder);
    await run();
    expect(JSON.stringify(standIn.menus)).not.toContain('toggleDevTools');
  });
});

describe('a message to the main process', () => {
  /** What a message from this frame gets from the dialogs; `refused` when it throws. */
  async function ask(frame: StandInFrame | null, ...given: unknown[]): Promise<unknown> {
    const event = { senderFrame: frame, sender: onlyWindow().webContents };
    const answers = [channels.openFolder, channels.openPictures].map(async (channel) =>
      standIn.handlers.get(channel)?.(event, ...given),
    );
    return Promise.all(answers).catch(() => 'refused');
  }

  it('from the app’s page opens the system’s dialogs', async () => {
    await run();
    standIn.chosenFiles = ['/films'];
    expect(await ask(onlyWindow().webContents.mainFrame)).toEqual([['/films'], ['/films']]);
    expect(standIn.dialogs.map(({ window }) => window)).toEqual([onlyWindow(), onlyWindow()]);
    expect(standIn.dialogs[0]?.options['properties']).toContain('openDirectory');
    expect(standIn.dialogs[1]?.options['filters']).toBeDefined();
  });

  it('from any other frame is refused', async () => {
    await run();
    const foreign = Object.assign(new StandInFrame(), { url: 'https://evil.example/' });
    const embedded = Object.assign(new StandInFrame(), {
      url: 'kinora-app://kinora/',
      parent: new StandInFrame(),
    });
    for (const frame of [foreign, embedded, null]) expect(await ask(frame)).toBe('refused');
    expect(standIn.dialogs).toEqual([]);
  });

  it('with arguments is refused: the page does not choose titles or paths', async () => {
    await run();
    expect(await ask(onlyWindow().webContents.mainFrame, { defaultPath: '/etc' })).toBe('refused');
    expect(standIn.dialogs).toEqual([]);
  });

  it('asking for a port is heard from the app’s page alone', async () => {
    await run();
    const { webContents } = onlyWindow();
    const foreign = Object.assign(new StandInFrame(), { url: 'https://evil.example/' });
    ipcMain.emit(channels.pageReady, { senderFrame: foreign, sender: webContents });
    expect(webContents.sent).toEqual([]);
    ipcMain.emit(channels.pageReady, { senderFrame: webContents.mainFrame, sender: webContents });
    expect(webContents.sent.map(({ channel, ports }) => [channel, ports.length])).toEqual([
      [channels.port, 1],
    ]);
  });
});

describe('quitting', () => {
  it('waits for the core to close its library', async () => {
    await run();
    let prevented = 0;
    const event = { preventDefault: () => prevented++ };
    app.emit('will-quit', event);
    expect(prevented).toBe(1);
    expect(standIn.children[0]?.received.at(-1)?.message).toEqual({ kind: 'close' });
    expect(standIn.quits).toBe(0);
    standIn.children[0]?.end(0);
    await vi.waitFor(() => expect(standIn.quits).toBe(1));
    app.emit('will-quit', event);
    expect(prevented).toBe(1);
    expect(standIn.children).toHaveLength(1);
  });
});
