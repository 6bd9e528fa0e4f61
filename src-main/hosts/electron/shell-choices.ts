import { join } from 'node:path';
import { app, dialog } from 'electron';
import { setAppMenu } from './app-menu.ts';
import { loadShellSettings, saveShellSettings } from './shell-settings.ts';
import { shellWords } from './shell-words.ts';
import type { TrayIcon } from './tray-icon.ts';
import { hasUpdateAddress, lookForUpdate, type UpdateSource } from './updates.ts';

/** Puts what the person can choose of the shell into its menu, and does what was chosen before. */
export async function offerShellChoices(tray: TrayIcon, { resources, updater }: UpdateSource): Promise<void> {
  const path = join(app.getPath('userData'), 'shell.json');
  let settings = await loadShellSettings(path);
  const change = (changed: Partial<typeof settings>): void => {
    settings = { ...settings, ...changed };
    // A choice that could not be saved holds until the app is closed.
    saveShellSettings(path, settings).catch(() => undefined);
  };
  const mayLook = hasUpdateAddress(resources);
  const look = async (): Promise<void> => lookForUpdate(await updater());
  if (settings.keepInTray) tray.show();
  // Whoever starts the app wants their films: without a network nothing is said.
  if (mayLook && settings.lookForUpdates) look().catch(() => undefined);
  setAppMenu({
    keepInTray: {
      chosen: settings.keepInTray,
      choose: (keepInTray) => {
        if (keepInTray) tray.show();
        else tray.hide();
        change({ keepInTray });
      },
    },
    lookForUpdates: mayLook
      ? {
          chosen: settings.lookForUpdates,
          choose: (lookForUpdates) => {
            change({ lookForUpdates });
            if (lookForUpdates) look().catch(sayFailure);
          },
        }
      : null,
  });
}

function sayFailure(error: unknown): void {
  dialog.showErrorBox(shellWords().noLook, error instanceof Error ? error.message : String(error));
}
