import type { KinoraBridge } from '../../src-main/api/bridge.ts';
import type { EventName, EventOf, InputOf, MethodName, OutputOf } from '../../src-main/api/contract.ts';
import { CallError, isProblem, type AppClient, type Connection } from './app-client.ts';

/** The core through the desktop shell. */
export class BridgeClient implements AppClient {
  readonly kind = 'desktop';
  readonly #bridge: KinoraBridge;
  #nextKey = 1;

  constructor(bridge: KinoraBridge) {
    this.#bridge = bridge;
  }

  async call<M extends MethodName>(method: M, input: InputOf<M>, signal?: AbortSignal): Promise<OutputOf<M>> {
    const key = signal && `page-${this.#nextKey++}`;
    const cancel = (): void => {
      if (key !== undefined) this.#bridge.cancel(key);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await this.#bridge.call(method, input, key);
    } catch (error) {
      throw isProblem(error) ? new CallError(error) : error;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void {
    return this.#bridge.on(event, listener);
  }

  onConnection(listener: (connection: Connection) => void): () => void {
    return this.#bridge.onConnection((state) => {
      // A core that is still starting is not gone: the screens wait for their first answer.
      if (state !== 'starting') listener(state === 'connected' ? 'connected' : 'lost');
    });
  }

  openFolder(): Promise<string[]> {
    return this.#bridge.openFolder();
  }

  dragOut(momentId: string): void {
    this.#bridge.dragOut(momentId);
  }

  pathOf(file: File): string {
    return this.#bridge.pathOf(file);
  }
}
