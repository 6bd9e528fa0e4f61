import type { IndexProgress } from '../domain/progress.ts';
import type { LibraryWorker } from '../indexing/library-worker-client.ts';
import type { LogFile } from '../logging/log-file.ts';
import type { ModelManager } from '../models/manager/model-manager.ts';
import type { LibraryFolders } from '../store/library-database.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { MethodName, OutputOf, ParsedInputOf } from './contract.ts';
import type { EventHub } from './event-hub.ts';
import type { FfmpegAccess } from './ffmpeg-access.ts';
import type { LibraryMedia } from './library-media.ts';
import type { Searching } from './searching.ts';
import type { Throttle } from './throttle.ts';

/** What the calls of the contract work with. */
export interface CoreContext {
  readonly folders: LibraryFolders;
  readonly reader: LibraryReader;
  readonly worker: LibraryWorker;
  readonly ffmpeg: FfmpegAccess;
  readonly media: LibraryMedia;
  /** Where models and made films are cached. */
  readonly cacheFolder: string;
  readonly events: EventHub;
  readonly log: LogFile;
  /** What long work is doing, on its way to `indexing.progress`. */
  readonly progress: Throttle<IndexProgress>;
}

/** What calls that search work with besides. */
export interface SearchContext extends CoreContext, Searching {}

/** What the calls about models work with. */
export interface ModelsContext extends SearchContext {
  readonly models: ModelManager;
}

export type Handler<M extends MethodName> = (
  input: ParsedInputOf<M>,
  signal?: AbortSignal,
) => OutputOf<M> | Promise<OutputOf<M>>;

/** A handler for each of these calls. */
export type HandlersOf<M extends MethodName> = { readonly [K in M]: Handler<K> };

/** The calls of one part of the contract, for example `MethodsOf<'library'>`. */
export type MethodsOf<Part extends string> = Extract<MethodName, `${Part}.${string}`>;
