import { stat } from 'node:fs/promises';
import type { IncomingMessage, Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { createAdaptorServer } from '@hono/node-server';
import type { Core } from '../../api/core-interface.ts';
import { UserFacingError } from '../../domain/errors.ts';
import { EventChannel } from './event-channel.ts';
import { onLoopback, type Listening } from './listening.ts';
import { OwnAddress } from './request-guard.ts';
import { Sessions } from './sessions.ts';
import { SignInLimit } from './sign-in-limit.ts';
import { webApp } from './web-app.ts';

export interface WebOptions {
  /** 0 or left out: any free one. */
  readonly port?: number;
  /** Default: 127.0.0.1, where no other machine reaches it. */
  readonly listening?: Listening;
  /** The built interface; its `index.html` is the page. */
  readonly rendererFolder: string;
  /** Checks every answer against the contract; for tests. */
  readonly checkOutputs?: boolean;
  /** Seconds between pings of the event connections; default 20. */
  readonly pingSeconds?: number;
  /** Told of errors that are not the caller's; default: nobody. */
  readonly onError?: (error: unknown) => void;
}

export interface WebServer {
  /** `http://127.0.0.1:<port>/#token=...`, or another of the host's names; its token opens one session. */
  readonly url: string;
  readonly port: number;
  /** Another address like `url`, for one more browser. */
  newUrl(): string;
  /** Ends every connection and stops listening; the core stays open. */
  close(): Promise<void>;
}

/**
 * Serves the interface, the calls, the events and the media of a core to browsers: on this machine alone unless told
 * otherwise, with a session behind a one-time token or a password, `Host` and `Origin` checked.
 *
 * @throws UserFacingError when the port is taken or the interface has not been built
 */
export async function serveWeb(core: Core, options: WebOptions): Promise<WebServer> {
  const page = await stat(join(options.rendererFolder, 'index.html')).catch(() => null);
  if (page === null || !page.isFile()) {
    throw new UserFacingError(
      'missing-tool',
      `The interface is not built: there is no index.html in “${options.rendererFolder}”.`,
      'Build it with: npm run build:renderer',
    );
  }

  const { address, names, tls, password } = options.listening ?? onLoopback;
  // The port is known only once the server listens, and the guard needs it: requests wait for the app.
  const ready = Promise.withResolvers<ReturnType<typeof webApp>>();
  const server = createAdaptorServer({
    fetch: async (request, env) => (await ready.promise).fetch(request, env),
    ...(tls ? { createServer: createTlsServer } : {}),
    serverOptions: { requestTimeout: 120_000, headersTimeout: 15_000, maxHeaderSize: 16_384, ...tls },
  }) as Server;
  const port = await listen(server, address, options.port ?? 0);

  const own = new OwnAddress(names, port, tls !== null);
  const sessions = new Sessions(port, own.isEncrypted);
  const channel = new EventChannel(core, options.pingSeconds ?? 20);
  ready.resolve(
    webApp(core, {
      own,
      password,
      rendererFolder: options.rendererFolder,
      sessions,
      signIns: new SignInLimit(),
      checkOutputs: options.checkOutputs ?? false,
      onError: options.onError ?? (() => undefined),
    }),
  );
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refusal = upgradeRefusal(request, own, sessions);
    if (refusal === null) channel.connect(request, socket, head);
    else socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });

  const scheme = own.isEncrypted ? 'https' : 'http';
  const newUrl = (): string => `${scheme}://${names[0]}:${port}/#token=${sessions.issueToken()}`;
  return {
    url: newUrl(),
    port,
    newUrl,
    close: () => {
      channel.close();
      return new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      });
    },
  };
}

function upgradeRefusal(request: IncomingMessage, own: OwnAddress, sessions: Sessions): string | null {
  const { host, origin, cookie } = request.headers;
  const fetchSite = request.headers['sec-fetch-site'];
  const site = Array.isArray(fetchSite) ? fetchSite.join() : fetchSite;
  if (!own.isHost(host) || !own.isPage({ host, origin, fetchSite: site })) return '403 Forbidden';
  if (!sessions.accepts(cookie)) return '401 Unauthorized';
  return request.url === '/api/events' ? null : '404 Not Found';
}

function listen(server: Server, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRNOTAVAIL') {
        reject(
          new UserFacingError(
            'bad-input',
            `This machine does not have the address “${address}”.`,
            'Give one that it has, or 0.0.0.0 for all of them.',
            error,
          ),
        );
        return;
      }
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return reject(error);
      reject(
        new UserFacingError(
          'bad-input',
          `Port ${port} is in use or not allowed on this machine.`,
          'Choose another port, or leave it out to take any free one.',
          error,
        ),
      );
    });
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
  });
}
