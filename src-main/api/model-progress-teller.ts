import type { ModelProgress } from '../models/manager/model-manager.ts';
import type { EventHub } from './event-hub.ts';
import { Throttle } from './throttle.ts';

/** Bytes that arrived are told five times a second at most. */
const progressMs = 200;

/** Tells how installations go: arriving bytes now and then, every change of state at once. */
export class ModelProgressTeller {
  readonly #events: EventHub;
  readonly #bytes: Throttle<ModelProgress>;

  constructor(events: EventHub) {
    this.#events = events;
    this.#bytes = new Throttle((told) => events.tell('models.progress', told), progressMs);
  }

  push(progress: ModelProgress): void {
    if (progress.state === 'fetching') return this.#bytes.push(progress);
    this.#bytes.flush();
    this.#events.tell('models.progress', progress);
    if (progress.state !== 'waiting') this.#events.tell('library.changed', { what: 'models' });
  }
}
