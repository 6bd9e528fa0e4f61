import type { Database } from 'better-sqlite3';
import { EventLog } from '../domain/event-log.ts';
import type { IndexProgress } from '../domain/progress.ts';
import { encodeJpeg } from '../media/frame-jpeg.ts';
import type { ExampleRow } from '../store/example-table.ts';
import {
  closeWriter,
  giveBackSpace,
  libraryFolders,
  type LibraryFolders,
} from '../store/library-database.ts';
import type { WatchingChoice } from '../store/folder-table.ts';
import { LibraryStore } from '../store/library-store.ts';
import type { SavedSearch } from '../store/search-table.ts';
import type { KnownFile, VideoRow } from '../store/video-table.ts';
import { CollectionWriter } from './collection-writer.ts';
import { DailyBackup } from './daily-backup.ts';
import { FrameCoder } from './frame-coder.ts';
import { DrawnTrackWriter } from './drawn-track-writer.ts';
import { readExample } from './example-input.ts';
import { patternsSetting, type FolderPatterns } from './folder-patterns.ts';
import { ConceptKeeper } from './concepts/concept-keeper.ts';
import { ConceptWriter } from './concepts/concept-writer.ts';
import { Indexer } from './indexer.ts';
import {
  languageModelSettings,
  type LanguageModelChoice,
  type ModelPurpose,
} from './language-model-choice.ts';
import { LineWriter } from './line-writer.ts';
import { LibraryNamer } from './library-namer.ts';
import { openLibraryOf } from './open-library.ts';
import { openPassBook } from './passes/all-passes.ts';
import { removePictures } from './passes/sketch-pass.ts';
import type { PassBook } from './passes/pass-book.ts';
import { PeopleWriter } from './people-writer.ts';
import type { GivenPicture } from './picture-input.ts';
import { tryPicture, type PictureTrial } from './picture-trial.ts';
import { FolderKeeper, type FolderStatus } from './watching/folder-keeper.ts';
import type { ChangedThing, IndexSummary, LibraryWorkerOptions, RemovedFolder } from './worker-protocol.ts';
import { SpeakerKeeper } from './voices/speaker-keeper.ts';
import { VoiceWriter } from './voices/voice-writer.ts';
import { WorkerTools, type LoadModels } from './worker-tools.ts';

export interface WriterEvents {
  progress(progress: IndexProgress): void;
  changed(what: ChangedThing): void;
  /** Something was left out that nobody is waiting for: one sentence. */
  warned?(sentence: string): void;
  /** Left out: nothing is kept of what happens. */
  readonly log?: EventLog;
}

/** Longer side of an example's preview. */
const previewSide = 160;

/** The only writer of a library: has films indexed, and carries out what the user decides. Lives in the worker. */
export class LibraryWriter {
  readonly indexer: Indexer;
  readonly people: PeopleWriter;
  readonly voices: VoiceWriter;
  readonly lines: LineWriter;
  readonly drawnTracks: DrawnTrackWriter;
  readonly concepts: ConceptWriter;
  readonly collections: CollectionWriter;
  readonly #events: WriterEvents;
  readonly #folders: LibraryFolders;
  readonly #db: Database;
  readonly #store: LibraryStore;
  readonly #tools: WorkerTools;
  readonly #keeper: FolderKeeper;
  readonly #namer: LibraryNamer;
  readonly #backups: DailyBackup;
  readonly #coder: FrameCoder;
  readonly #speakers: SpeakerKeeper;
  readonly #isBackground: boolean;

  /**
   * @param db the library, opened for writing; when left out it is opened here, which throws a UserFacingError when that
   *   cannot be done
   */
  constructor(
    options: LibraryWorkerOptions,
    events: WriterEvents,
    load?: LoadModels,
    book: PassBook = openPassBook(),
    db?: Database,
  ) {
    this.#events = events;
    const { log = new EventLog(() => {}) } = events;
    this.#folders = libraryFolders(options.libraryFolder);
    this.#db = db ?? openLibraryOf(options, log);
    this.#store = new LibraryStore(this.#db);
    this.#tools = new WorkerTools(options, this.#store, this.#folders, log, load);
    this.#isBackground = options.background ?? false;
    this.#speakers = new SpeakerKeeper(this.#store, this.#tools, () => events.changed('videos'));
    const concepts = new ConceptKeeper(this.#store, this.#tools);
    this.concepts = new ConceptWriter(this.#store, concepts, () => events.changed('concepts'));
    this.#namer = new LibraryNamer(this.#store, this.#tools, {
      named: () => {
        events.changed('people');
        this.#speakers.soon();
      },
      settled: async () => {
        if (await concepts.keepUp()) events.changed('concepts');
      },
    });
    this.#backups = new DailyBackup(this.#db, this.#folders.root, log);
    this.#coder = new FrameCoder(this.#store);
    this.people = new PeopleWriter(this.#store, this.#tools, this.#namer, {
      changed: () => this.#tellSpeakers(),
      forgotten: () => this.#backups.renew(),
    });
    this.voices = new VoiceWriter(this.#store, {
      changed: () => this.#tellSpeakers(),
      forgotten: () => this.#backups.renew(),
    });
    this.drawnTracks = new DrawnTrackWriter(this.#store);
    this.collections = new CollectionWriter(this.#store, () => events.changed('collections'));
    this.lines = new LineWriter(this.#store, async () => {
      events.changed('lines');
      await this.#tellSpeakers();
    });
    this.indexer = new Indexer(options, this.#store, book, this.#tools, {
      progress: (progress) => events.progress(progress),
      changed: () => {
        events.changed('videos');
        this.#namer.soon();
        this.#speakers.soon();
      },
      warned: (sentence) => events.warned?.(sentence),
      log,
    });
    this.#keeper = new FolderKeeper(this.#store, this.indexer.register, {
      index: (videoIds) => this.indexer.notice(videoIds),
      foldersChanged: () => events.changed('folders'),
    });
    if (options.background) {
      this.#backups.start();
      this.#coder.start();
      this.#keeper.watch().catch((error: Error) => process.emitWarning(error));
      // What was indexed before there were groups, or before the last session was killed.
      this.#namer.soon();
    }
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

  /** Keeps a search under a name. */
  saveSearch(name: string, query: string): SavedSearch {
    return this.#store.searches.save(name, query, new Date());
  }

  /** Forgets a kept search and gives it; null when there is none. */
  forgetSearch(id: number): SavedSearch | null {
    return this.#store.searches.forget(id);
  }

  /** Remembers that a search was made. */
  noteSearch(query: string): void {
    this.#store.searches.note(query, new Date());
  }

  /** Replaces the searches that are remembered, the latest first. */
  setRecentSearches(queries: readonly string[]): void {
    this.#store.transaction(() => this.#store.searches.replaceRecent(queries, new Date()));
  }

  /** Keeps turns of a conversation from a place on, in the place of all behind it. */
  keepTurns(conversation: string, from: number, turns: readonly string[]): void {
    this.#store.transaction(() => this.#store.conversations.keep(conversation, from, turns, new Date()));
  }

  /** False when there was no such conversation. */
  forgetConversation(name: string): boolean {
    return this.#store.conversations.forget(name);
  }

  /** Stores which model is asked for words, or about pictures; null for none. */
  chooseLanguageModel(purpose: ModelPurpose, choice: LanguageModelChoice | null): void {
    this.#store.settings.set(languageModelSettings[purpose], choice);
  }

  /** Notes that the person has seen a film, or has not. */
  setSeen(videoId: number, seen: boolean): boolean {
    if (!this.#store.videos.byId(videoId)) return false;
    this.#store.watched.set(videoId, seen, new Date());
    this.#events.changed('videos');
    return true;
  }

  /** Keeps a picture or clip to search for its like, with what the model sees in it. */
  async keepExample(given: GivenPicture): Promise<ExampleRow> {
    const { frames, ...example } = await readExample(given, () => this.#tools.ffmpeg());
    const { pictures } = await this.#tools.models();
    const vectors = await pictures.encodeImages(frames);
    const preview = await encodeJpeg(frames[Math.floor(frames.length / 2)]!, previewSide, 80);
    const described = vectors.map((vector, at) => ({ time: frames[at]!.time, vector }));
    this.#store.transaction(() =>
      this.#store.examples.keep(example, preview, pictures.modelId, described, new Date()),
    );
    return example;
  }

  /** Groups and names what was indexed since, and tells who speaks; for those who wait for the end of indexing. */
  async nameNow(): Promise<void> {
    await this.#namer.nameNow();
    await this.#speakers.now();
  }

  /** Ends what runs, which goes on next time, and closes the library. */
  async close(): Promise<void> {
    this.#namer.close();
    this.#speakers.close();
    this.#coder.close();
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
    this.#store.speakers.removeUnheard();
    giveBackSpace(this.#db);
    // Groups still hold what they learned from its faces.
    this.#namer.soon();
  }

  /** People have changed: who says what follows, at once where nothing would do it later. */
  async #tellSpeakers(): Promise<void> {
    if (this.#isBackground) this.#speakers.soon();
    else await this.#speakers.now();
    this.#events.changed('people');
  }
}
