/** What a browser says about where a request comes from. */
export interface RequestOrigin {
  readonly host: string | null | undefined;
  readonly origin: string | null | undefined;
  readonly fetchSite: string | null | undefined;
}

/** The addresses under which a server is itself: what `Host` and `Origin` of a request may say. */
export class OwnAddress {
  readonly port: number;
  readonly isEncrypted: boolean;
  readonly #hosts: ReadonlySet<string>;

  /** @param names of the machine as browsers write them: IPv6 addresses in brackets, names in lower case */
  constructor(names: readonly string[], port: number, isEncrypted = false) {
    this.port = port;
    this.isEncrypted = isEncrypted;
    const usualPort = isEncrypted ? 443 : 80;
    // Browsers leave the usual port out.
    this.#hosts = new Set(
      names.flatMap((name) => (port === usualPort ? [name, `${name}:${port}`] : [`${name}:${port}`])),
    );
  }

  /** Where a page may open WebSockets, for the content security policy. */
  get eventSources(): string[] {
    return [...this.#hosts].map((host) => `${this.isEncrypted ? 'wss' : 'ws'}://${host}`);
  }

  /**
   * True when the request names this server as its host. A page of another name that was made to resolve to this
   * machine (DNS rebinding) still sends its own name.
   */
  isHost(host: string | null | undefined): boolean {
    return typeof host === 'string' && this.#hosts.has(host.toLowerCase());
  }

  /**
   * True unless a browser says that another page made the request. `SameSite` is not enough: a page on another port of
   * localhost is the same *site*, so both `Origin` and `Sec-Fetch-Site` are asked. A browser sends `Origin` with every
   * POST and WebSocket; where it is absent the caller is a script, and no page can make one send the cookie.
   */
  isPage(request: RequestOrigin): boolean {
    const own = `${this.isEncrypted ? 'https' : 'http'}://${request.host ?? ''}`;
    if (request.origin && request.origin !== own) return false;
    return !request.fetchSite || request.fetchSite === 'same-origin' || request.fetchSite === 'none';
  }
}
