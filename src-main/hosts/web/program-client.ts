import { WebSocket } from 'ws';
import { z } from 'zod';
import { problem } from '../../api/contract.ts';
import type { EventName, EventOf, InputOf, KinoraClient, MethodName, OutputOf } from '../../api/contract.ts';
import { UserFacingError } from '../../domain/errors.ts';

type Listener = (payload: never) => void;

const told = z.object({ event: z.string(), payload: z.unknown() });

/** A library that another program serves: the calls and events of the contract, typed, over HTTP and a WebSocket. */
export interface ServedLibrary extends KinoraClient {
  /** Ends the connection for events; calls in flight go on. */
  close(): void;
}

/**
 * Opens a session with the address that `kinora serve` prints. Each address is good for one session.
 *
 * @throws UserFacingError when nothing answers there, or the address was used before
 */
export async function connectToServedLibrary(address: string): Promise<ServedLibrary> {
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get('token') ?? '';
  const response = await post(new URL('/api/session', url), { token }, {});
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (!response.ok || cookie === undefined) throw await errorOf(response);
  return new WebLibrary(url, cookie);
}

class WebLibrary implements ServedLibrary {
  readonly #url: URL;
  readonly #cookie: string;
  readonly #listeners = new Map<string, Set<Listener>>();
  #socket: WebSocket | null = null;

  constructor(url: URL, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  /** @throws UserFacingError with the sentence and the remedy that the library gives */
  async call<M extends MethodName>(method: M, input: InputOf<M>, signal?: AbortSignal): Promise<OutputOf<M>> {
    const response = await post(
      new URL(`/api/call/${method}`, this.#url),
      input,
      { cookie: this.#cookie },
      signal,
    );
    if (!response.ok) throw await errorOf(response);
    return (await response.json()) as OutputOf<M>;
  }

  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void {
    this.#socket ??= this.#listen();
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  close(): void {
    this.#socket?.terminate();
  }

  #listen(): WebSocket {
    const address = new URL('/api/events', this.#url);
    address.protocol = 'ws:';
    const socket = new WebSocket(address, { headers: { cookie: this.#cookie } });
    // Whoever wants to know whether the library is still there makes a call.
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      const { event, payload } = told.parse(JSON.parse(String(data)));
      for (const listener of this.#listeners.get(event) ?? []) listener(payload as never);
    });
    return socket;
  }
}

async function post(
  url: URL,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new UserFacingError(
      'network',
      `No library answers at ${url.origin}.`,
      'Serve it with “kinora serve”, and use the address that it prints.',
      error,
    );
  }
}

async function errorOf(response: Response): Promise<UserFacingError> {
  const answer = problem.safeParse(await response.json().catch(() => null));
  if (!answer.success) {
    return new UserFacingError(
      'network',
      `The answer was ${response.status} and not one of Kinora’s.`,
      'Use the address that “kinora serve” prints.',
    );
  }
  const { code, sentence, remedy } = answer.data;
  return new UserFacingError(code as UserFacingError['code'], sentence, remedy);
}
