import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { shellWords } from './shell-words.ts';

/** Something that is on or off. */
export interface ShellChoice {
  readonly chosen: boolean;
  readonly choose: (on: boolean) => void;
}

export interface ShellChoices {
  readonly keepInTray: ShellChoice;
  /** Null where the app has no address to look at. */
  readonly lookForUpdates: ShellChoice | null;
}

/** The system's usual entries, by role, and what belongs to the shell alone; the app's own commands live in its page. */
export function setAppMenu({ keepInTray, lookForUpdates }: ShellChoices): void {
  const words = shellWords();
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const)),
  ];
  const updates = lookForUpdates ? [checkbox(words.lookForUpdates, lookForUpdates)] : [];
  const file: MenuItemConstructorOptions[] = [
    checkbox(words.keepInTray, keepInTray),
    ...updates,
    { role: 'quit' },
  ];
  const recent: MenuItemConstructorOptions[] = [
    { role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] },
    ...updates,
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

function checkbox(label: string, { chosen, choose }: ShellChoice): MenuItemConstructorOptions {
  return { label, type: 'checkbox', checked: chosen, click: ({ checked }) => choose(checked) };
}
