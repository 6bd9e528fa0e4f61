import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { isOwnPageUrl } from './app-scheme.ts';

/** True when a message comes from the top frame of a window that shows the app's own page. */
export function isFromOwnPage(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnPageUrl(frame.url);
}
