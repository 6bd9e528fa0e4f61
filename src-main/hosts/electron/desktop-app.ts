import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { app, BrowserWindow, crashReporter, ipcMain, session } from 'electron';
import { declareAppScheme, pageUrl, serveAppScheme } from './app-scheme.ts';
import { CoreSupervisor } from './core-supervisor.ts';
import { offerDialogs } from './dialogs.ts';
import { offerDragOut } from './drag-out.ts';
import { openMainWindow } from './main-window.ts';
import { isFromOwnPage } from './own-frame.ts';
import { channels } from './channels.ts';
import { Opener } from './opener.ts';
import { readLink, readOpenings } from './openings.ts';
import type { Opening } from './openings.ts';
import { offerQuickTasks } from './quick-tasks.ts';
import { offerShellChoices } from './shell-choices.ts';
import { TrayIcon } from './tray-icon.ts';
import type { UpdateSource } from './updates.ts';
import { guardContents, guardSession } from './web-guard.ts';

export interface DesktopOptions {
  readonly libraryFolder: string;
  /** What the command line asks to show. */
  readonly openings: readonly Opening[];
  readonly rendererFolder: string;
  readonly preload: string;
  readonly corePath: string;
  readonly icon: string;
  readonly updates: UpdateSource;
  /** Called when the window is on the screen. */
  readonly onShown: () => void;
}

/**
 * Runs the app on one library: a window, its guards, and a core in a process of its own. A second start on the same
 * library brings the first one's window to the front and ends.
 */
export async function runDesktopApp(options: DesktopOptions): Promise<void> {
  app.enableSandbox();
  declareAppScheme();
  // Electron's lock lies in the user data: a folder per library makes it a lock per library.
  const library = createHash('sha256').update(options.libraryFolder).digest('hex').slice(0, 16);
  app.setPath('userData', join(app.getPath('appData'), 'Kinora', 'windows', library));
  crashReporter.start({ uploadToServer: false });
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('web-contents-created', (_, contents) => guardContents(contents));

  const supervisor = new CoreSupervisor(options);
  const opener = new Opener(supervisor.client, (hash) => showWindow(options, hash));
  // A Mac asks for a link or a file before the app is ready.
  const shown = Promise.withResolvers<void>();
  const open = (opening: Opening | null): void => {
    if (opening !== null) void shown.promise.then(() => opener.open(opening));
  };
  for (const opening of options.openings) open(opening);
  app.on('open-url', (event, link) => {
    event.preventDefault();
    open(readLink(link));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open({ kind: 'file', path });
  });
  await app.whenReady();

  guardSession(session.defaultSession, !app.isPackaged);
  const { rendererFolder } = options;
  serveAppScheme(session.defaultSession.protocol, { rendererFolder, locate: supervisor.locate });
  offerDialogs();
  offerDragOut(supervisor.locate, options.icon);
  ipcMain.on(channels.pageReady, (event) => {
    if (isFromOwnPage(event)) supervisor.attach(event.sender);
  });
  // From a checkout the system would start a bare Electron for every link.
  if (app.isPackaged) app.setAsDefaultProtocolClient('kinora');
  offerQuickTasks(open);
  const tray = new TrayIcon(options.icon, { open: () => showWindow(options, null), quit: () => app.quit() });
  await offerShellChoices(tray, options.updates);
  supervisor.start();

  app.on('second-instance', (_, argv, folder) => {
    showWindow(options, null);
    for (const opening of readOpenings(argv, folder)) open(opening);
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) showWindow(options, null);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !tray.isShown) app.quit();
  });
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void supervisor.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
  await openMainWindow(options, '');
  shown.resolve();
}

/** Brings the window to the front, opening one where there is none; `hash` null leaves the page where it is. */
function showWindow(options: DesktopOptions, hash: string | null): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) {
    void openMainWindow(options, hash ?? '');
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
  // Another fragment of the same page loads nothing: the page goes to the screen that it names.
  if (hash !== null) void window.loadURL(pageUrl + hash).catch(() => undefined);
}
