import { MessageChannelMain, utilityProcess } from 'electron';
import type { MessagePortMain, UtilityProcess, WebContents } from 'electron';
import type { LocateMedia } from '../media-answer.ts';
import { withFewArenas } from '../memory-arenas.ts';
import type { CoreOrder } from './core-host.ts';
import { MediaPortClient } from './media-port.ts';
import { channels } from './channels.ts';
import { PortClient } from './port-client.ts';
import { portOfProcess } from './ports.ts';

export interface SupervisorOptions {
  /** The compiled core-process module. */
  readonly corePath: string;
  readonly libraryFolder: string;
  /** Milliseconds before the first restart; each further one waits twice as long. */
  readonly restartDelay?: number;
}

/** More crashes than this within {@link patience} ms, and the core is not started again. */
const mostRestarts = 4;
const patience = 60_000;
const closeLimit = 5_000;

/** Keeps a core running in a process of its own, and gives every page a port straight to it. */
export class CoreSupervisor {
  /** Calls of the main process itself; they wait for a core that is being started. */
  readonly client = new PortClient();
  readonly #options: SupervisorOptions;
  readonly #pages = new Set<WebContents>();
  #child: UtilityProcess | null = null;
  #media: MediaPortClient | null = null;
  #stopping = false;
  #crashes: number[] = [];
  #restart: NodeJS.Timeout | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Where the running core says media are. */
  readonly locate: LocateMedia = (route, signal) => {
    if (this.#media === null) return Promise.reject(new Error('The core is not running.'));
    return this.#media.locate(route, signal);
  };

  start(): void {
    const { corePath, libraryFolder } = this.#options;
    const child = utilityProcess.fork(corePath, ['--library', libraryFolder], {
      serviceName: 'Kinora core',
      stdio: 'inherit',
      env: withFewArenas(process.env),
    });
    this.#child = child;
    child.on('exit', () => this.#exited(child));
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'media' } satisfies CoreOrder, [port1]);
    this.#media = new MediaPortClient(portOfProcess(port2));
    this.client.connect(portOfProcess(this.#pagePort()));
    for (const page of this.#pages) this.#connect(page);
  }

  /** Gives a page whose preload script listens a port, now and after every restart of the core. */
  attach(page: WebContents): void {
    if (!this.#pages.has(page)) {
      this.#pages.add(page);
      page.once('destroyed', () => this.#pages.delete(page));
    }
    if (this.#child !== null) this.#connect(page);
  }

  /** Lets the core close its library; resolves when its process has ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child === null) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    child.once('exit', () => resolve());
    child.postMessage({ kind: 'close' } satisfies CoreOrder);
    const limit = setTimeout(() => child.kill(), closeLimit);
    await promise;
    clearTimeout(limit);
  }

  #connect(page: WebContents): void {
    page.postMessage(channels.port, null, [this.#pagePort()]);
  }

  /** The near end of a port over which the core answers calls. */
  #pagePort(): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain();
    this.#child?.postMessage({ kind: 'page' } satisfies CoreOrder, [port1]);
    return port2;
  }

  #exited(child: UtilityProcess): void {
    if (this.#child !== child) return;
    this.#child = null;
    this.#media?.close();
    this.#media = null;
    if (this.#stopping) return;

    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < patience), now];
    const failed = this.#crashes.length > mostRestarts;
    this.client.disconnect(failed ? 'failed' : 'lost');
    for (const page of this.#pages) page.send(channels.coreState, failed ? 'failed' : 'lost');
    if (failed) return;
    const delay = (this.#options.restartDelay ?? 500) * 2 ** (this.#crashes.length - 1);
    this.#restart = setTimeout(() => this.start(), delay);
  }
}
