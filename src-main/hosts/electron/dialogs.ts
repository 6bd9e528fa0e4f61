import { app, BrowserWindow, dialog, ipcMain } from 'electron';
import type { OpenDialogOptions } from 'electron';
import { z } from 'zod';
import { isFromOwnPage } from './own-frame.ts';
import { channels } from './channels.ts';

const noArguments = z.tuple([]);

const pictures: OpenDialogOptions = {
  title: 'Choose pictures of one person',
  properties: ['openFile', 'multiSelections'],
  filters: [{ name: 'Pictures', extensions: ['jpg', 'jpeg', 'png', 'webp', 'avif', 'gif', 'tif', 'tiff'] }],
};
const folders: OpenDialogOptions = {
  title: 'Choose folders with films',
  properties: ['openDirectory', 'multiSelections'],
};

/**
 * Offers the system's dialogs to the page. A page says only *which* dialog; titles and filters are fixed here. Chosen
 * folders of films are remembered by the system among what was used lately, where it has such a list.
 */
export function offerDialogs(): void {
  offer(channels.openPictures, pictures, () => undefined);
  offer(channels.openFolder, folders, (path) => app.addRecentDocument(path));
}

function offer(channel: string, options: OpenDialogOptions, onChosen: (path: string) => void): void {
  ipcMain.handle(channel, async (event, ...given: unknown[]): Promise<string[]> => {
    if (!isFromOwnPage(event)) throw new Error('Refused: the message is not from Kinora’s page.');
    noArguments.parse(given);
    const window = BrowserWindow.fromWebContents(event.sender);
    const { filePaths } = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    for (const path of filePaths) onChosen(path);
    return filePaths;
  });
}
