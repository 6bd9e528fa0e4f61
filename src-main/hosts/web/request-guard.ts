/** What a browser says about where a request comes from. */
export interface RequestOrigin {
  readonly host: string | null | undefined;
  readonly origin: string | null | undefined;
  readonly fetchSite: string | null | undefined;
}

/**
 * True when the request names this server as its host. A page of another name that was made to resolve to 127.0.0.1
 * (DNS rebinding) still sends its own name.
 */
export function isOwnHost(host: string | null | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/**
 * True unless a browser says that another page made the request. `SameSite` is not enough: a page on another port of
 * localhost is the same *site*, so both `Origin` and `Sec-Fetch-Site` are asked. A browser sends `Origin` with every
 * POST and WebSocket; where it is absent the caller is a script, and no page can make one send the cookie.
 */
export function isOwnPage(request: RequestOrigin): boolean {
  if (request.origin && request.origin !== `http://${request.host ?? ''}`) return false;
  return !request.fetchSite || request.fetchSite === 'same-origin' || request.fetchSite === 'none';
}
