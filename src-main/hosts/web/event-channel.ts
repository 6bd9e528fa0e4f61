import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { events } from '../../api/contract.ts';
import type { EventName, KinoraClient } from '../../api/contract.ts';

const mostClients = 64;
/** A client that lets this many bytes wait is asleep or hostile; a page that wakes up connects again. */
const mostWaitingBytes = 1_000_000;

/** Tells the core's events to every connected WebSocket as `{event, payload}`. */
export class EventChannel {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });
  readonly #unsubscribe: (() => void)[];
  readonly #pinger: NodeJS.Timeout;
  readonly #silent = new WeakSet<WebSocket>();

  /** @param pingSeconds a client that does not answer one ping before the next is dropped */
  constructor(core: KinoraClient, pingSeconds: number) {
    this.#unsubscribe = (Object.keys(events) as EventName[]).map((event) =>
      core.on(event, (payload) => this.#tell(JSON.stringify({ event, payload }))),
    );
    this.#pinger = setInterval(() => this.#ping(), pingSeconds * 1000).unref();
  }

  /** Takes over a connection whose upgrade was allowed. */
  connect(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#server.clients.size >= mostClients) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => {
      client.on('pong', () => this.#silent.delete(client));
      // A broken or oversized frame closes the connection by itself; there is nobody to tell.
      client.on('error', () => client.terminate());
    });
  }

  close(): void {
    clearInterval(this.#pinger);
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #tell(message: string): void {
    for (const client of this.#server.clients) {
      if (client.readyState !== WebSocket.OPEN) continue;
      if (client.bufferedAmount > mostWaitingBytes) client.terminate();
      else client.send(message);
    }
  }

  #ping(): void {
    for (const client of this.#server.clients) {
      if (this.#silent.has(client)) {
        client.terminate();
        continue;
      }
      this.#silent.add(client);
      client.ping();
    }
  }
}
