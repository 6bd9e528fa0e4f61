import { protocol } from 'electron';
import type { Protocol } from 'electron';
import { mediaResponse, problemResponse } from '../media-answer.ts';
import type { LocateMedia } from '../media-answer.ts';
import { parseMediaRoute } from '../media-routes.ts';
import { securityHeaders } from '../security-headers.ts';
import { staticFileResponse } from '../static-files.ts';

const scheme = 'kinora-app';
const host = 'kinora';

/** The page's address; its media lie beside it, as on the web host. */
export const pageUrl = `${scheme}://${host}/`;

/**
 * Tells Chromium that the scheme has origins, counts as secure and streams (without which no film plays from it).
 * It must be called before the app is ready. No privilege loosens a policy: no `bypassCSP`, no `allowServiceWorkers`.
 */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Serves the built interface and the library's media, and nothing else, under the app's scheme. */
export function serveAppScheme(
  sessionProtocol: Protocol,
  options: { rendererFolder: string; locate: LocateMedia },
): void {
  const headers = Object.entries(securityHeaders());
  sessionProtocol.handle(scheme, async (request) => {
    const response = await answer(request, options);
    for (const [name, value] of headers) response.headers.set(name, value);
    return response;
  });
}

/** True for the app's own page, with any fragment: the only place a window may be at. */
export function isOwnPageUrl(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && isOwn(url) && (url.pathname === '/' || url.pathname === '/index.html');
}

async function answer(
  request: Request,
  { rendererFolder, locate }: { rendererFolder: string; locate: LocateMedia },
): Promise<Response> {
  const url = URL.parse(request.url);
  if (url === null || !isOwn(url) || (request.method !== 'GET' && request.method !== 'HEAD')) {
    return nothingHere();
  }
  if (url.pathname.startsWith('/media/')) {
    return mediaResponse(request, parseMediaRoute(url.pathname, url.searchParams), locate);
  }
  return (await staticFileResponse(request, rendererFolder, url.pathname)) ?? nothingHere();
}

/** Not by `origin`: for schemes that Node does not know it is `null`. */
function isOwn(url: URL): boolean {
  return url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.port === '';
}

function nothingHere(): Response {
  return problemResponse({
    code: 'not-found',
    sentence: 'There is nothing at this address.',
    remedy: 'Go back to the library.',
  });
}
