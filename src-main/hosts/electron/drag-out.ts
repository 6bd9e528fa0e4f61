import { ipcMain, nativeImage } from 'electron';
import { z } from 'zod';
import { mediaRoute } from '../media-routes.ts';
import type { LocateMedia } from '../media-answer.ts';
import { channels } from './channels.ts';
import { isFromOwnPage } from './own-frame.ts';

const given = z.tuple([z.string().max(100)]);

/** Lets the page drag a moment out of the window: the system takes the clip of it as a file. */
export function offerDragOut(locate: LocateMedia, icon: string): void {
  ipcMain.on(channels.dragOut, (event, ...message: unknown[]) => {
    if (!isFromOwnPage(event)) return;
    const moment = given.safeParse(message).data?.[0];
    const route = mediaRoute.safeParse({ kind: 'clip', moment }).data;
    if (route === undefined) return;
    const picture = nativeImage.createFromPath(icon).resize({ width: 64, height: 64 });
    // The page asks when the clip is made; one that is gone again is not dragged.
    locate(route, AbortSignal.timeout(10_000))
      .then((clip) => {
        if (clip?.kind === 'file') event.sender.startDrag({ file: clip.path, icon: picture });
      })
      .catch(() => undefined);
  });
}
