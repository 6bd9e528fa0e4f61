import type { EventName, EventOf } from './contract.ts';

type Listener<E extends EventName> = (payload: EventOf<E>) => void;

/** Tells events to whoever listens. */
export class EventHub {
  readonly #listeners: { [E in EventName]: Set<Listener<E>> } = {
    'indexing.progress': new Set(),
    'models.progress': new Set(),
    'exports.progress': new Set(),
    'collections.progress': new Set(),
    'searches.changed': new Set(),
    'conversations.changed': new Set(),
    'library.changed': new Set(),
  };

  on<E extends EventName>(event: E, listener: Listener<E>): () => void {
    this.#listeners[event].add(listener);
    return () => void this.#listeners[event].delete(listener);
  }

  tell<E extends EventName>(event: E, payload: EventOf<E>): void {
    for (const listener of [...this.#listeners[event]]) listener(payload);
  }

  clear(): void {
    for (const listeners of Object.values(this.#listeners)) listeners.clear();
  }
}
