import type { Session, WebContents } from 'electron';
import { isOwnPageUrl } from './app-scheme.ts';

/** What the page may ask for: the player's full screen and copying text. */
const allowedPermissions: readonly string[] = ['fullscreen', 'clipboard-sanitized-write'];
const allowedProtocols: readonly string[] = ['kinora-app:', 'blob:', 'data:'];

/** Keeps a page where it is: no other address, no second window, no embedded one. */
export function guardContents(contents: WebContents): void {
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (!isOwnPageUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/**
 * Denies permissions, devices and the network: whatever runs in the page reaches this app's scheme only.
 *
 * @param devTools also lets the developer tools load themselves
 */
export function guardSession(session: Session, devTools: boolean): void {
  session.setPermissionRequestHandler((contents, permission, allow) => {
    allow(allowedPermissions.includes(permission) && isOwnPageUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (contents, permission) =>
      allowedPermissions.includes(permission) && contents !== null && isOwnPageUrl(contents.getURL()),
  );
  session.setDevicePermissionHandler(() => false);
  const protocols = devTools ? [...allowedProtocols, 'devtools:'] : allowedProtocols;
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !protocols.includes(URL.parse(url)?.protocol ?? '') });
  });
}
