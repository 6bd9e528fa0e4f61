import { BrowserWindow, dialog, ipcMain } from 'electron';
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

/** Offers the system's dialogs to the page. A page says only *which* dialog; titles and filters are fixed here. */
export function offerDialogs(): void {
  offer(channels.openPictures, pictures);
  offer(channels.openFolder, folders);
}

function offer(channel: string, options: OpenDialogOptions): void {
  ipcMain.handle(channel, async (event, ...given: unknown[]): Promise<string[]> => {
    if (!isFromOwnPage(event)) throw new Error('Refused: the message is not from Kinora’s page.');
    noArguments.parse(given);
    const window = BrowserWindow.fromWebContents(event.sender);
    const { filePaths } = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    return filePaths;
  });
}
