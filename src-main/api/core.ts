import { resolve } from 'node:path';
import { problemOf, UserFacingError } from '../domain/errors.ts';
import { loggedError, stackOf } from '../domain/event-log.ts';
import type { IndexProgress } from '../domain/progress.ts';
import { LibraryWorker } from '../indexing/library-worker-client.ts';
import { LogFile } from '../logging/log-file.ts';
import { SearchWords } from './search-words.ts';
import { openHead } from '../models/slots/learned-head.ts';
import { ModelManager } from '../models/manager/model-manager.ts';
import { modelCacheFolder } from '../models/model-cache-folder.ts';
import { MomentSearch } from '../search/moment-search.ts';
import { libraryFolders, openForReading, type LibraryFolders } from '../store/library-database.ts';
import { LibraryReader } from '../store/library-reader.ts';
import type { EventName, EventOf, InputOf, MethodName, OutputOf } from './contract.ts';
import type { CoreContext, Handler, HandlersOf } from './core-context.ts';
import type { Core } from './core-interface.ts';
import { EventHub } from './event-hub.ts';
import { FfmpegAccess } from './ffmpeg-access.ts';
import { createHandlers } from './handlers.ts';
import { checkedInput } from './input-check.ts';
import { LibraryMedia } from './library-media.ts';
import type { MediaAccess } from './media-access.ts';
import { ModelProgressTeller } from './model-progress-teller.ts';
import { Throttle } from './throttle.ts';
import { programVersion } from './version.ts';

export type { Core } from './core-interface.ts';

export interface CoreOptions {
  readonly libraryFolder: string;
  /** Where models and made films are cached; the platform's cache folder for Kinora when left out. */
  readonly modelCache?: string;
  /** The ffmpeg that the user chose. */
  readonly ffmpegSetting?: string;
  /**
   * Whether the library's folders are watched, work that earlier sessions left goes on by itself, and new versions and
   * models are worked in. False for commands that end: they do what they are asked and no more.
   */
  readonly background?: boolean;
}

/** Progress is told five times a second at most. */
const progressMs = 200;
/** Who only runs one command is gone by then; others find their first search prepared. */
const warmAfterMs = 1500;

/**
 * Opens a library, makes it where there is none, and starts the worker that writes it.
 * Throws a {@link UserFacingError} when the folder cannot be used or the library is damaged.
 */
export async function openCore(options: CoreOptions): Promise<Core> {
  const folders = libraryFolders(resolve(options.libraryFolder));
  const log = new LogFile(folders.logs, { debug: Boolean(process.env['KINORA_DEBUG']) });
  try {
    const core = await openLibrary(options, folders, log);
    log.events.tell('library.opened', { library: folders.root, version: programVersion() });
    return core;
  } catch (error) {
    log.events.tell('library.refused', { library: folders.root, error: loggedError(error) });
    await log.close();
    throw error;
  }
}

async function openLibrary(options: CoreOptions, folders: LibraryFolders, log: LogFile): Promise<Core> {
  const libraryFolder = folders.root;
  const cacheFolder = options.modelCache ?? modelCacheFolder();
  const ffmpeg = new FfmpegAccess(options.ffmpegSetting);
  const [worker] = await Promise.all([
    LibraryWorker.start({ ...options, libraryFolder, modelCache: cacheFolder }, log.events),
    ffmpeg.state(),
  ]);
  try {
    const reader = new LibraryReader(openForReading(libraryFolder));
    const [wordWeights, spanPredictor, reRanker] = await Promise.all([
      openHead(cacheFolder, 'word-weights'),
      openHead(cacheFolder, 'span-predictor'),
      openHead(cacheFolder, 're-ranker'),
    ]);
    const words = await SearchWords.open(cacheFolder);
    const search = new MomentSearch(reader, words.matcher, { wordWeights, spanPredictor, reRanker });
    const media = new LibraryMedia(folders, reader, ffmpeg, (id) => {
      // Whoever plays the film is told by the answer; what is stored may follow later, or not at all.
      worker.checkPresence(id).catch(() => undefined);
    });
    const events = new EventHub();
    const progress = new Throttle<IndexProgress>(
      (told) => events.tell('indexing.progress', told),
      progressMs,
    );
    const teller = new ModelProgressTeller(events);
    const models = new ModelManager(cacheFolder, { onProgress: (told) => teller.push(told) });
    return new LibraryCore({
      folders,
      reader,
      search,
      words,
      worker,
      ffmpeg,
      media,
      cacheFolder,
      models,
      events,
      progress,
      log,
    });
  } catch (error) {
    await worker.close();
    throw error;
  }
}

class LibraryCore implements Core {
  readonly libraryFolder: string;
  readonly #context: CoreContext;
  readonly #handlers: HandlersOf<MethodName>;
  /** Aborted when the core closes: what can end early does. */
  readonly #ending = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  readonly #openedMs = performance.now();
  readonly #warming: NodeJS.Timeout;
  #closing: Promise<void> | null = null;

  constructor(context: CoreContext) {
    this.libraryFolder = context.folders.root;
    this.#context = context;
    this.#handlers = createHandlers(context);
    const { worker, events, progress } = context;
    worker.onProgress((told) => {
      progress.push(told);
      if (told.state === 'idle') progress.flush();
    });
    worker.onChanged((what) => events.tell('library.changed', { what }));
    this.#warming = setTimeout(() => this.#warmSearch(), warmAfterMs).unref();
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
    const handler: Handler<M> = this.#handlers[method];
    const ending = this.#ending.signal;
    const work = (async () => handler(checked, signal ? AbortSignal.any([signal, ending]) : ending))();
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

  #warmSearch(): void {
    // What goes wrong here is told by the first search that meets it.
    const work = this.#context.search.warm(this.#ending.signal).catch(() => undefined);
    this.#running.add(work);
    void work.then(() => this.#running.delete(work));
  }

  async #close(): Promise<void> {
    clearTimeout(this.#warming);
    this.#ending.abort();
    const { media, models, words, worker, events, progress, reader, log } = this.#context;
    media.close();
    models.cancel();
    try {
      await worker.close();
      await Promise.allSettled(this.#running);
      await words.close();
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
