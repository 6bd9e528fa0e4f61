import { problemOf, UserFacingError } from '../domain/errors.ts';
import { stackOf } from '../domain/event-log.ts';
import type { IndexProgress } from '../domain/progress.ts';
import { openForReading } from '../store/library-database.ts';
import { LibraryReader } from '../store/library-reader.ts';
import type { EventName, EventOf, InputOf, MethodName, OutputOf } from './contract.ts';
import type { CoreContext } from './core-context.ts';
import type { Core } from './core-interface.ts';
import { CoreParts } from './core-parts.ts';
import { EventHub } from './event-hub.ts';
import { LibraryCalls } from './library-calls.ts';
import { checkedInput } from './input-check.ts';
import { LibraryMedia } from './library-media.ts';
import type { MediaAccess } from './media-access.ts';
import { Throttle } from './throttle.ts';

/** Progress is told five times a second at most. */
const progressMs = 200;
/** Who only runs one command is gone by then; others find their first search prepared. */
const warmAfterMs = 1500;

/** A library that is open: carries out the calls of the contract. */
export class LibraryCore implements Core {
  readonly libraryFolder: string;
  readonly #context: CoreContext;
  readonly #parts: CoreParts;
  readonly #calls: LibraryCalls;
  /** Aborted when the core closes: what can end early does. */
  readonly #ending = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  readonly #openedMs = performance.now();
  readonly #warming: NodeJS.Timeout;
  #closing: Promise<void> | null = null;

  private constructor(context: CoreContext) {
    this.libraryFolder = context.folders.root;
    this.#context = context;
    this.#parts = new CoreParts(context);
    this.#calls = new LibraryCalls(this.#parts);
    const { worker, events, progress } = context;
    worker.onProgress((told) => {
      progress.push(told);
      if (told.state === 'idle') progress.flush();
    });
    worker.onChanged((what) => events.tell('library.changed', { what }));
    this.#warming = setTimeout(() => this.#warm(), warmAfterMs).unref();
  }

  /** Over a library whose schema is current. */
  static over(
    opened: Pick<CoreContext, 'folders' | 'worker' | 'ffmpeg' | 'cacheFolder' | 'log'>,
  ): LibraryCore {
    const { folders, worker, ffmpeg } = opened;
    const reader = new LibraryReader(openForReading(folders.root));
    const media = new LibraryMedia(folders, reader, ffmpeg, (id) => {
      // Whoever plays the film is told by the answer; what is stored may follow later, or not at all.
      worker.checkPresence(id).catch(() => undefined);
    });
    const events = new EventHub();
    const progress = new Throttle<IndexProgress>(
      (told) => events.tell('indexing.progress', told),
      progressMs,
    );
    return new LibraryCore({ ...opened, reader, media, events, progress });
  }

  get media(): MediaAccess {
    return this.#context.media;
  }

  async call<M extends MethodName>(method: M, input: InputOf<M>, signal?: AbortSignal): Promise<OutputOf<M>> {
    if (this.#closing) {
      throw new UserFacingError('library', 'The library is being closed.', 'Open it again.');
    }
    signal?.throwIfAborted();
    const checked = checkedInput(method, input);
    const ending = this.#ending.signal;
    const work = (async () => {
      const handler = await this.#calls.handlerOf(method);
      return handler(checked, signal ? AbortSignal.any([signal, ending]) : ending);
    })();
    this.#running.add(work);
    try {
      return await work;
    } catch (error) {
      this.#logFailedCall(method, error);
      throw error;
    } finally {
      this.#running.delete(work);
    }
  }

  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void {
    return this.#context.events.on(event, listener);
  }

  #logFailedCall(call: MethodName, error: unknown): void {
    const { code } = problemOf(error);
    const { events } = this.#context.log;
    if (code === 'internal') events.tell('call.failed', { call, stack: stackOf(error) });
    else events.tell('call.refused', { call, code });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Prepares the first search, and loads what else may be asked for. */
  #warm(): void {
    const { signal } = this.#ending;
    const prepare = async (): Promise<void> => {
      const { search } = await this.#parts.searching();
      await search.warm(signal);
      await this.#calls.load(signal);
    };
    // What goes wrong here is told by the first call that meets it.
    const work = prepare().catch(() => undefined);
    this.#running.add(work);
    void work.then(() => this.#running.delete(work));
  }

  async #close(): Promise<void> {
    clearTimeout(this.#warming);
    this.#ending.abort();
    const { media, worker, events, progress, reader, log } = this.#context;
    media.close();
    this.#parts.cancel();
    try {
      await worker.close();
      await Promise.allSettled(this.#running);
      await this.#parts.close();
    } finally {
      progress.flush();
      events.clear();
      reader.close();
      const seconds = (performance.now() - this.#openedMs) / 1000;
      log.events.tell('library.closed', { library: this.libraryFolder, seconds });
      await log.close();
    }
  }
}
