import type { CoreConnection, KinoraBridge } from '../../api/bridge.ts';
import type { EventName, EventOf, InputOf, MethodName, OutputOf } from '../../api/contract.ts';
import type { Problem } from '../../domain/errors.ts';
import type { CoreMessage, PageMessage } from './port-protocol.ts';
import type { Port } from './ports.ts';

interface PendingCall {
  readonly message: PageMessage;
  readonly cancelKey: string | undefined;
  readonly resolve: (output: never) => void;
  readonly reject: (problem: Problem) => void;
}

const lostCall: Problem = {
  code: 'internal',
  sentence: 'Kinora’s core stopped unexpectedly during this work.',
  remedy: 'It is being started again; nothing that was indexed is lost. Try once more in a moment.',
};
const noCore: Problem = {
  code: 'internal',
  sentence: 'Kinora’s core stopped several times and was not started again.',
  remedy: 'Close Kinora and open it again; if it happens again, report what you did before.',
};

const cancelled: Problem = {
  code: 'cancelled',
  sentence: 'The work was cancelled before it began.',
  remedy: 'Start it again when you like.',
};

/**
 * The page's end of the port: calls as promises that reject with a plain {@link Problem}, events to listeners. It
 * outlives its port: calls made while there is none wait for the next one.
 */
export class PortClient implements Pick<KinoraBridge, 'call' | 'cancel' | 'on' | 'onConnection'> {
  #port: Port | null = null;
  #state: CoreConnection = 'starting';
  #nextId = 0;
  readonly #pending = new Map<number, PendingCall>();
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  readonly #connectionListeners = new Set<(state: CoreConnection) => void>();

  /** Takes a port to a new core. What waited is sent; after a lost core, listeners are told that all may differ. */
  connect(port: Port): void {
    const again = this.#state === 'lost' || this.#state === 'failed';
    this.#port?.close();
    this.#port = port;
    port.listen(
      (message) => this.#receive(message as CoreMessage),
      () => {
        if (this.#port === port) this.disconnect('lost');
      },
    );
    for (const { message } of this.#pending.values()) port.send(message);
    this.#tellConnection('connected');
    if (!again) return;
    for (const what of ['videos', 'people', 'models', 'folders'] as const)
      this.#tell('library.changed', { what });
  }

  /** The core is gone: what was sent to it fails; unless it is gone for good, later calls wait for the next. */
  disconnect(state: 'lost' | 'failed'): void {
    const hadPort = this.#port !== null;
    this.#port?.close();
    this.#port = null;
    if (hadPort || state === 'failed') {
      const pending = [...this.#pending.values()];
      this.#pending.clear();
      for (const { reject } of pending) reject(state === 'lost' ? lostCall : noCore);
    }
    this.#tellConnection(state);
  }

  call<M extends MethodName>(method: M, input: InputOf<M>, cancelKey?: string): Promise<OutputOf<M>> {
    // A plain object crosses the context bridge whole; of an Error only the message would.
    if (this.#state === 'failed') return Promise.reject(noCore);
    const { promise, resolve, reject } = Promise.withResolvers<OutputOf<M>>();
    const message: PageMessage = { kind: 'call', id: this.#nextId++, method, input };
    this.#pending.set(message.id, { message, cancelKey, resolve: resolve as never, reject });
    this.#port?.send(message);
    return promise;
  }

  cancel(cancelKey: string): void {
    for (const [id, call] of this.#pending) {
      if (call.cancelKey !== cancelKey) continue;
      if (this.#port !== null) {
        this.#port.send({ kind: 'cancel', id } satisfies PageMessage);
      } else {
        this.#pending.delete(id);
        call.reject(cancelled);
      }
    }
  }

  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  onConnection(listener: (state: CoreConnection) => void): () => void {
    this.#connectionListeners.add(listener);
    listener(this.#state);
    return () => void this.#connectionListeners.delete(listener);
  }

  #receive(message: CoreMessage): void {
    if (message.kind === 'event') return this.#tell(message.event, message.payload as never);
    const call = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind === 'result') call?.resolve(message.output as never);
    else call?.reject(message.problem);
  }

  #tell<E extends EventName>(event: E, payload: EventOf<E>): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload as never);
  }

  #tellConnection(state: CoreConnection): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#connectionListeners) listener(state);
  }
}
