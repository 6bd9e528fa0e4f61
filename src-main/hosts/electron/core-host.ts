import type { Core } from '../../api/core-interface.ts';
import { mediaLocator } from '../media-answer.ts';
import { serveMediaPort } from './media-port.ts';
import { servePort } from './port-server.ts';
import type { Port } from './ports.ts';

/** What the main process sends to the core's process; the first two come with a port. */
export type CoreOrder = { kind: 'page' } | { kind: 'media' } | { kind: 'close' };

/**
 * Holds the core inside its own process and connects ports to it.
 *
 * @param exit ends the process, once the library is closed
 */
export class CoreHost {
  readonly #core: Promise<Core>;
  readonly #exit: () => void;

  constructor(open: () => Promise<Core>, exit: () => void) {
    this.#core = open();
    // Whoever calls is told; without a call there is nobody to tell yet.
    this.#core.catch(() => undefined);
    this.#exit = exit;
  }

  obey(order: CoreOrder, port: Port | undefined): void {
    if (order.kind === 'close') {
      this.#core
        .then((core) => core.close())
        .catch(() => undefined)
        .finally(this.#exit);
    } else if (port === undefined) {
      throw new Error(`The order “${order.kind}” came without its port`);
    } else if (order.kind === 'page') {
      servePort(port, this.#core);
    } else {
      const locate = this.#core.then((core) => mediaLocator(core.media));
      locate.catch(() => undefined);
      serveMediaPort(port, locate);
    }
  }
}
