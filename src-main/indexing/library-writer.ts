import type { Database } from 'better-sqlite3';
import { EventLog } from '../domain/event-log.ts';
import type { IndexProgress } from '../domain/progress.ts';
import {
  closeWriter,
  libraryFolders,
  openForWriting,
  type LibraryFolders,
} from '../store/library-database.ts';
import type { WatchingChoice } from '../store/folder-table.ts';
import { LibraryStore } from '../store/library-store.ts';
import type { KnownFile, VideoRow } from '../store/video-table.ts';
import { DailyBackup } from './daily-backup.ts';
import { patternsSetting, type FolderPatterns } from './folder-patterns.ts';
import { Indexer } from './indexer.ts';
import { LibraryNamer } from './library-namer.ts';
import { openPassBook } from './passes/all-passes.ts';
import { removePictures } from './passes/sketch-pass.ts';
import type { PassBook } from './passes/pass-book.ts';
import { PeopleWriter } from './people-writer.ts';
import type { GivenPicture } from './picture-input.ts';
import { tryPicture, type PictureTrial } from './picture-trial.ts';
import { FolderKeeper, type FolderStatus } from './watching/folder-keeper.ts';
import type { ChangedThing, IndexSummary, LibraryWorkerOptions, RemovedFolder } from './worker-protocol.ts';
import { WorkerTools, type LoadModels } from './worker-tools.ts';

export interface WriterEvents {
  progress(progress: IndexProgress): void;
  changed(what: ChangedThing): void;
  /** Something was left out that nobody is waiting for: one sentence. */
  warned?(sentence: string): void;
  /** Left out: nothing is kept of what happens. */
  readonly log?: EventLog;
}

/** The only writer of a library: has films indexed, and carries out what the user decides. Lives in the worker. */
export class LibraryWriter {
  readonly indexer: Indexer;
  readonly people: PeopleWriter;
  readonly #events: WriterEvents;
  readonly #folders: LibraryFolders;
  readonly #db: Database;
  readonly #store: LibraryStore;
  readonly #tools: WorkerTools;
  readonly #keeper: FolderKeeper;
  readonly #namer: LibraryNamer;
  readonly #backups: DailyBackup;

  /** Opens the library for writing; throws a UserFacingError when that cannot be done. */
  constructor(
    options: LibraryWorkerOptions,
    events: WriterEvents,
    load?: LoadModels,
    book: PassBook = openPassBook(),
  ) {
    this.#events = events;
    const { log = new EventLog(() => {}) } = events;
    this.#folders = libraryFolders(options.libraryFolder);
    this.#db = openForWriting(options.libraryFolder, () =>
      log.tell('library.unclean-shutdown', { library: options.libraryFolder }),
    );
    this.#store = new LibraryStore(this.#db);
    this.#tools = new WorkerTools(options, this.#store, this.#folders, log, load);
    this.#namer = new LibraryNamer(this.#store, this.#tools, () => events.changed('people'));
    this.#backups = new DailyBackup(this.#db, this.#folders.root, log);
    this.people = new PeopleWriter(this.#store, this.#tools, this.#namer, {
      changed: () => events.changed('people'),
      forgotten: () => this.#backups.renew(),
    });
    this.indexer = new Indexer(options, this.#store, book, this.#tools, {
      progress: (progress) => events.progress(progress),
      changed: () => {
        events.changed('videos');
        this.#namer.soon();
      },
      warned: (sentence) => events.warned?.(sentence),
      log,
    });
    this.#keeper = new FolderKeeper(this.#store, this.indexer.register, {
      index: (videoIds) => this.indexer.notice(videoIds),
      foldersChanged: () => events.changed('folders'),
    });
    if (options.background) this.#backups.start();
    if (options.background) this.#keeper.watch().catch((error: Error) => process.emitWarning(error));
    // What was indexed before there were groups, or before the last session was killed.
    if (options.background) this.#namer.soon();
  }

  /** Indexes files and folders; a folder is kept up to date from then on. */
  async index(paths: readonly string[]): Promise<IndexSummary> {
    for (const path of paths) this.#store.folders.takeBack(path);
    await this.#keeper.adopt(paths);
    return this.indexer.index(paths);
  }

  /** Scans folders of the library again and indexes what is new in them. */
  async rescan(folders: readonly string[]): Promise<IndexSummary> {
    await this.indexer.register.checkOutside(this.#store.folders.all().map(({ path }) => path));
    return this.indexer.index(folders);
  }

  folderStatus(): FolderStatus[] {
    return this.#keeper.status();
  }

  /** Takes a folder out of the library; its films stay when they are wanted. Gives the films that went. */
  async removeFolder(path: string, keepFilms: boolean): Promise<RemovedFolder> {
    const { folders, videos } = this.#store;
    const films = keepFilms ? [] : videos.knownFiles(path);
    const removed = this.#store.transaction(() => {
      const found = folders.remove(path);
      if (found) {
        folders.takeBack(path);
        for (const { id } of films) videos.remove(id);
      }
      return found;
    });
    if (!removed) return { removed, films: [] };
    await this.#keeper.refresh();
    for (const film of films) await this.#clearAway(film);
    this.#events.changed('videos');
    return { removed, films: films.map(({ id }) => id) };
  }

  async setWatching(path: string, watching: WatchingChoice): Promise<boolean> {
    const found = this.#store.folders.setWatching(path, watching);
    if (found) await this.#keeper.restart(path);
    return found;
  }

  /** Stores which files of the folders are wanted; null for what holds when nobody has said. */
  async setPatterns(patterns: FolderPatterns | null): Promise<void> {
    if (patterns === null) this.#store.settings.clear(patternsSetting);
    else this.#store.settings.set(patternsSetting, patterns);
    await this.#keeper.restart();
  }

  /** Notes whether a film's file is there, after somebody wanted to see it. */
  async checkPresence(videoId: number): Promise<void> {
    await this.indexer.register.checkPresence(videoId);
  }

  async removeVideo(videoId: number): Promise<boolean> {
    const video = this.#store.videos.byId(videoId);
    if (!video) return false;
    this.#store.transaction(() => {
      // A scan would bring it back otherwise.
      this.#store.folders.leaveOut(video.path);
      this.#store.videos.remove(videoId);
    });
    await this.#clearAway(video);
    this.#events.changed('videos');
    return true;
  }

  /** What the picture model makes of a picture, and of words about it. */
  async tryPicture(picture: GivenPicture, text: string): Promise<PictureTrial> {
    return tryPicture(await this.#tools.concepts(), picture, text);
  }

  /** Groups and names what was indexed since; for those who wait for the end of indexing. */
  nameNow(): Promise<void> {
    return this.#namer.nameNow();
  }

  /** Ends what runs, which goes on next time, and closes the library. */
  async close(): Promise<void> {
    this.#namer.close();
    await this.#backups.close();
    await this.#keeper.close();
    await this.indexer.close();
    await this.#tools.close();
    closeWriter(this.#db);
  }

  /** Ends what runs for a film whose row is gone, deletes its pictures, and lets groups forget its faces. */
  async #clearAway({ id, fingerprint }: KnownFile | VideoRow): Promise<void> {
    await this.indexer.stopFilm(id);
    if (this.#store.videos.byFingerprint(fingerprint).length === 0) this.#tools.kept.forget(fingerprint);
    await removePictures(this.#folders.thumbnails, id);
    // Groups still hold what they learned from its faces.
    this.#namer.soon();
  }
}
