import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { shellWords } from './shell-words.ts';

export interface TrayChoice {
  readonly chosen: boolean;
  readonly choose: (keep: boolean) => void;
}

/** The system's usual entries, by role, and what belongs to the shell alone; the app's own commands live in its page. */
export function setAppMenu(tray: TrayChoice): void {
  const words = shellWords();
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const)),
  ];
  const file: MenuItemConstructorOptions[] = [
    {
      label: words.keepInTray,
      type: 'checkbox',
      checked: tray.chosen,
      click: ({ checked }) => tray.choose(checked),
    },
    { role: 'quit' },
  ];
  const recent: MenuItemConstructorOptions[] = [
    { role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] },
  ];
  const mac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      // On a Mac an app stays without a window anyway.
      ...(mac ? [{ role: 'appMenu' } as const] : []),
      { label: words.file, submenu: mac ? recent : file },
      { role: 'editMenu' },
      { label: words.view, submenu: view },
      { role: 'windowMenu' },
    ]),
  );
}
