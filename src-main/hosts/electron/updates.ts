import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { shellWords } from './shell-words.ts';

/** What the app asks of electron-updater. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  checkForUpdates(): Promise<FoundUpdate | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(): void;
}

/** Where newer versions come from. */
export interface UpdateSource {
  /** The folder of what lies beside the package's archive. */
  readonly resources: string;
  /** Loads what looks for them, where that was chosen. */
  readonly updater: () => Promise<Updater>;
}

export interface FoundUpdate {
  readonly isUpdateAvailable: boolean;
  readonly updateInfo: { readonly version: string };
}

/**
 * Whether this package was built with an address at which newer ones lie; one from a checkout, or without it, never looks.
 *
 * @param resources the folder of what lies beside the package's archive
 */
export function hasUpdateAddress(resources: string): boolean {
  return app.isPackaged && existsSync(join(resources, 'app-update.yml'));
}

/** electron-updater, which is loaded only when somebody wants it. */
export async function loadUpdater(): Promise<Updater> {
  const { default: updater } = await import('electron-updater');
  return updater.autoUpdater;
}

/**
 * Looks for a newer version, and asks before anything is fetched and before the app is closed for it. Nothing is said when
 * there is none.
 *
 * @throws what the updater throws, most often that there is no network
 */
export async function lookForUpdate(updater: Updater): Promise<void> {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  const found = await updater.checkForUpdates();
  if (!found?.isUpdateAvailable) return;
  const words = shellWords();
  const { version } = found.updateInfo;
  if (!(await agrees(words.newVersion(version), words.fetch))) return;
  await updater.downloadUpdate();
  if (await agrees(words.fetched(version), words.restart)) updater.quitAndInstall();
}

async function agrees(message: string, yes: string): Promise<boolean> {
  const buttons = [yes, shellWords().notNow];
  const { response } = await dialog.showMessageBox({ message, buttons, defaultId: 1, cancelId: 1 });
  return response === 0;
}
