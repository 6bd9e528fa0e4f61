import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { app, BrowserWindow, crashReporter, ipcMain, session } from 'electron';
import { setAppMenu } from './app-menu.ts';
import { declareAppScheme, serveAppScheme } from './app-scheme.ts';
import { CoreSupervisor } from './core-supervisor.ts';
import { offerDialogs } from './dialogs.ts';
import { openMainWindow } from './main-window.ts';
import { isFromOwnPage } from './own-frame.ts';
import { channels } from './channels.ts';
import { guardContents, guardSession } from './web-guard.ts';

export interface DesktopOptions {
  readonly libraryFolder: string;
  readonly rendererFolder: string;
  readonly preload: string;
  readonly corePath: string;
  readonly icon: string;
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
  await app.whenReady();

  const supervisor = new CoreSupervisor(options);
  guardSession(session.defaultSession, !app.isPackaged);
  const { rendererFolder } = options;
  serveAppScheme(session.defaultSession.protocol, { rendererFolder, locate: supervisor.locate });
  offerDialogs();
  ipcMain.on(channels.pageReady, (event) => {
    if (isFromOwnPage(event)) supervisor.attach(event.sender);
  });
  setAppMenu();
  supervisor.start();

  const open = (): Promise<BrowserWindow> => openMainWindow(options);
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
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
  await open();
}
