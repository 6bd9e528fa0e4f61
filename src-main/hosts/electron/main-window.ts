import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { pageUrl } from './app-scheme.ts';
import { loadWindowState, saveWindowState, visibleBounds } from './window-state.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly icon: string;
  /** Called when the window is on the screen. */
  readonly onShown: () => void;
}

/**
 * Opens the window on the app's page where it was last time, and shows it once there is something to see.
 *
 * @param hash the screen, as the fragment of the page's address; empty for the first one
 */
export async function openMainWindow(options: WindowOptions, hash: string): Promise<BrowserWindow> {
  const statePath = join(app.getPath('userData'), 'window.json');
  const state = await loadWindowState(statePath);
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const bounds = visibleBounds(state.bounds, workAreas);

  const window = new BrowserWindow({
    ...(bounds ?? { width: 1280, height: 820 }),
    minWidth: 720,
    minHeight: 480,
    title: 'Kinora',
    icon: options.icon,
    show: false,
    backgroundColor: '#101214',
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
    options.onShown();
  });
  window.on('close', () => {
    const now = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    // A place that could not be saved is no reason to keep a window from closing.
    saveWindowState(statePath, now).catch(() => undefined);
  });
  await window.loadURL(pageUrl + hash);
  return window;
}
