import { resolve } from 'node:path';
import { loggedError } from '../domain/event-log.ts';
import { LibraryWorker } from '../indexing/library-worker-client.ts';
import { LogFile } from '../logging/log-file.ts';
import { modelCacheFolder } from '../models/model-cache-folder.ts';
import { libraryFolders, type LibraryFolders } from '../store/library-database.ts';
import type { Core } from './core-interface.ts';
import { FfmpegAccess } from './ffmpeg-access.ts';
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
  const cacheFolder = options.modelCache ?? modelCacheFolder();
  const ffmpeg = new FfmpegAccess(options.ffmpegSetting);
  // The worker opens the library in its thread while this one loads what answers calls.
  const [worker, { LibraryCore }] = await Promise.all([
    LibraryWorker.start({ ...options, libraryFolder: folders.root, modelCache: cacheFolder }, log.events),
    import('./library-core.ts'),
    ffmpeg.state(),
  ]);
  try {
    return LibraryCore.over({ folders, worker, ffmpeg, cacheFolder, log });
  } catch (error) {
    await worker.close();
    throw error;
  }
}
