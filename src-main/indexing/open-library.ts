import type { Database } from 'better-sqlite3';
import type { EventLog } from '../domain/event-log.ts';
import { openForWriting } from '../store/library-database.ts';
import type { LibraryWorkerOptions } from './worker-protocol.ts';

/** Opens a worker's library for writing; throws a UserFacingError when that cannot be done. */
export function openLibraryOf({ libraryFolder }: LibraryWorkerOptions, log: EventLog): Database {
  return openForWriting(libraryFolder, () =>
    log.tell('library.unclean-shutdown', { library: libraryFolder }),
  );
}
