import type { EventName, EventOf, InputOf, MethodName, OutputOf } from '../../src-main/api/contract.ts';
import { CallError, isProblem, type AppClient, type Connection, type Problem } from './app-client.ts';

type Listener = (payload: never) => void;

const unreachable: Problem = {
  code: 'unreachable',
  sentence: 'Kinora’s core does not answer.',
  remedy: 'Start it again with “npm start”; this page reconnects by itself.',
};

/** The core over HTTP and one WebSocket that reconnects with a growing pause of at most five seconds. */
export class WebClient implements AppClient {
  readonly kind = 'web';
  readonly #base: URL;
  readonly #listeners = new Map<EventName, Set<Listener>>();
  readonly #connectionListeners = new Set<(connection: Connection) => void>();
  /** Answers that were asked for before anybody wanted them, by call. */
  readonly #early = new Map<MethodName, Promise<unknown>>();
  #socket: WebSocket | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pause = 250;
  #closed = false;

  /** @param base the address of the page; `api/...` is resolved against it */
  constructor(base: string | URL) {
    this.#base = new URL(base);
  }

  /**
   * Changes the one-time token of the address for a session. A token that was used before is no error: the browser
   * may still hold its session, and if it does not, the first call says so.
   */
  async signIn(token: string): Promise<void> {
    await this.#post('api/session', { token }).catch(() => undefined);
  }

  /** Opens the channel for events and keeps it open until {@link close}. */
  connect(): void {
    const address = new URL('api/events', this.#base);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    address.hash = '';
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#pause = 250;
      this.#tellConnection('connected');
    });
    socket.addEventListener('message', (message) => this.#receive(message.data));
    socket.addEventListener('close', () => {
      if (this.#closed) return;
      void this.#tellWhyLost();
      this.#retry = setTimeout(() => this.connect(), this.#pause);
      this.#pause = Math.min(5000, this.#pause * 2);
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#socket?.close();
  }

  /**
   * Makes a call now whose answer the first {@link call} of that name takes, which has to be for the same. Anything that
   * happens in the core meanwhile makes it out of date: the call is then made as any other.
   */
  askAhead<M extends MethodName>(method: M, input: InputOf<M>): void {
    const answer = this.#ask(method, input);
    // Whoever takes it is told what went wrong.
    answer.catch(() => undefined);
    this.#early.set(method, answer);
  }

  call<M extends MethodName>(method: M, input: InputOf<M>, signal?: AbortSignal): Promise<OutputOf<M>> {
    const early = this.#early.get(method);
    this.#early.delete(method);
    return early === undefined ? this.#ask(method, input, signal) : (early as Promise<OutputOf<M>>);
  }

  async #ask<M extends MethodName>(method: M, input: InputOf<M>, signal?: AbortSignal): Promise<OutputOf<M>> {
    const response = await this.#post(`api/call/${method}`, input, signal);
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return answer as OutputOf<M>;
    throw new CallError(
      isProblem(answer)
        ? answer
        : { ...unreachable, sentence: `Kinora’s core answered ${response.status} to ${method}.` },
    );
  }

  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  onConnection(listener: (connection: Connection) => void): () => void {
    this.#connectionListeners.add(listener);
    return () => this.#connectionListeners.delete(listener);
  }

  async #post(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
    try {
      return await fetch(new URL(path, this.#base), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: signal ?? null,
      });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new CallError(unreachable);
    }
  }

  #receive(data: unknown): void {
    if (typeof data !== 'string') return;
    this.#early.clear();
    const message = JSON.parse(data) as { event: EventName; payload: never };
    for (const listener of this.#listeners.get(message.event) ?? []) listener(message.payload);
  }

  /** A refused WebSocket looks like one that nobody answers; a call tells the two apart. */
  async #tellWhyLost(): Promise<void> {
    this.#tellConnection('lost');
    const answer = await this.#post('api/call/library.status', {}).catch(() => null);
    if (answer?.status === 401 && !this.#closed) this.#tellConnection('refused');
  }

  #tellConnection(connection: Connection): void {
    for (const listener of this.#connectionListeners) listener(connection);
  }
}
