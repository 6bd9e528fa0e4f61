import type { Database } from 'better-sqlite3';
import { EventLog } from '../domain/event-log.ts';
import type { ConceptKind } from '../domain/concept.ts';
import type { IndexProgress } from '../domain/progress.ts';
import type { DecisionAction } from '../store/decision-table.ts';
import {
  closeWriter,
  libraryFolders,
  openForWriting,
  type LibraryFolders,
} from '../store/library-database.ts';
import type { WatchingChoice } from '../store/folder-table.ts';
import { LibraryStore } from '../store/library-store.ts';
import type { KnownFile, VideoRow } from '../store/video-table.ts';
import { readEnrolPictures } from './enrolment.ts';
import { patternsSetting, type FolderPatterns } from './folder-patterns.ts';
import { FaceDecisions, type Change } from './face-decisions.ts';
import { groupPortraits } from './group-portraits.ts';
import { ConceptKeeper, type ConceptOutcome } from './concepts/concept-keeper.ts';
import type { ConceptPicture } from './concepts/concept-pictures.ts';
import { Indexer } from './indexer.ts';
import { LibraryNamer } from './library-namer.ts';
import { openPassBook } from './passes/all-passes.ts';
import { removePictures } from './passes/sketch-pass.ts';
import type { PassBook } from './passes/pass-book.ts';
import type { GivenPicture } from './picture-input.ts';
import { tryPicture, type PictureTrial } from './picture-trial.ts';
import { FolderKeeper, type FolderStatus } from './watching/folder-keeper.ts';
import type {
  ChangedThing,
  EnrolOutcome,
  IndexSummary,
  LibraryWorkerOptions,
  NamedGroup,
  RemovedFolder,
} from './worker-protocol.ts';
import { WorkerTools, type LoadModels } from './worker-tools.ts';

export interface WriterEvents {
  progress(progress: IndexProgress): void;
  changed(what: ChangedThing): void;
  /** Something was left out that nobody is waiting for: one sentence. */
  warned?(sentence: string): void;
  /** Left out: nothing is kept of what happens. */
  readonly log?: EventLog;
}

/** The only writer of a library: has films indexed, enrols, and carries out what the user decides. Lives in the worker. */
export class LibraryWriter {
  readonly indexer: Indexer;
  readonly concepts: ConceptKeeper;
  readonly #events: WriterEvents;
  readonly #folders: LibraryFolders;
  readonly #db: Database;
  readonly #store: LibraryStore;
  readonly #tools: WorkerTools;
  readonly #keeper: FolderKeeper;
  readonly #namer: LibraryNamer;
  readonly #decisions: FaceDecisions;

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
    this.#decisions = new FaceDecisions(this.#store);
    this.concepts = new ConceptKeeper(this.#store, this.#tools);
    this.#namer = new LibraryNamer(this.#store, this.#tools, {
      named: () => events.changed('people'),
      settled: async () => {
        if (await this.concepts.keepUp()) events.changed('concepts');
      },
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

  async enrol(name: string, pictures: readonly GivenPicture[]): Promise<EnrolOutcome> {
    const models = await this.#tools.models();
    const { accepted, rejected } = await readEnrolPictures(pictures, models);
    const personId = this.#store.transaction(() => {
      const known = this.#store.people.byName(name);
      if (accepted.length === 0) return known?.id ?? null;
      const person = known ?? this.#store.people.add(name, new Date());
      for (const picture of accepted) this.#store.people.addPicture(person.id, picture);
      this.#namer.name(models.faceEmbedder);
      return person.id;
    });
    if (accepted.length > 0) this.#events.changed('people');
    return { personId, accepted: accepted.length, rejected };
  }

  async addConcept(
    name: string,
    kind: ConceptKind,
    pictures: readonly ConceptPicture[],
  ): Promise<ConceptOutcome> {
    const outcome = await this.concepts.add(name, kind, pictures);
    if (outcome.pictures.some(({ problem }) => problem === null)) this.#events.changed('concepts');
    return outcome;
  }

  renameConcept(conceptId: number, name: string): void {
    this.#store.transaction(() => this.#store.concepts.rename(conceptId, name));
    this.#events.changed('concepts');
  }

  async removeConcept(conceptId: number): Promise<boolean> {
    const removed = await this.concepts.remove(conceptId);
    if (removed) this.#events.changed('concepts');
    return removed;
  }

  /** What the picture model makes of a picture, and of words about it. */
  async tryPicture(picture: GivenPicture, text: string): Promise<PictureTrial> {
    return tryPicture(await this.#tools.concepts(), picture, text);
  }

  renamePerson(personId: number, name: string): void {
    this.#store.transaction(() => this.#store.people.rename(personId, name));
    this.#events.changed('people');
  }

  async removePerson(personId: number): Promise<boolean> {
    const models = await this.#tools.models();
    const removed = this.#store.transaction(() => {
      const freed = this.#store.decisions.tracksOfPerson(personId);
      const found = this.#store.people.remove(personId);
      if (found) this.#namer.name(models.faceEmbedder, freed);
      return found;
    });
    if (removed) this.#events.changed('people');
    return removed;
  }

  /** Groups and names what was indexed since; for those who wait for the end of indexing. */
  nameNow(): Promise<void> {
    return this.#namer.nameNow();
  }

  /** Says whom a group's faces show; somebody of that name, or else a new person. */
  async nameGroup(groupId: number, name: string): Promise<NamedGroup> {
    const { faceEmbedder } = await this.#tools.models();
    const trackIds = this.#store.groups.trackIds(groupId);
    const pictures = await groupPortraits(
      this.#store,
      trackIds,
      faceEmbedder.modelId,
      await this.#tools.ffmpeg(),
    );
    const isKnown = this.#store.people.byName(name) !== null;
    const { person } = await this.#decide(() => this.#decisions.name(groupId, name, pictures));
    return { personId: person.id, isKnown };
  }

  async mergeGroups(groupIds: readonly number[]): Promise<void> {
    await this.#decide(() => this.#decisions.merge(groupIds));
  }

  async splitGroup(groupId: number, trackIds: readonly number[]): Promise<void> {
    await this.#decide(() => this.#decisions.split(groupId, trackIds));
  }

  async ignoreGroup(groupId: number): Promise<void> {
    await this.#decide(() => this.#decisions.ignore(groupId));
  }

  async notThis(personId: number, trackId: number): Promise<void> {
    await this.#decide(() => this.#decisions.notThis(personId, trackId));
  }

  async unitePeople(into: number, from: number): Promise<void> {
    await this.#decide(() => this.#decisions.unite(into, from));
  }

  /** Takes back the latest decision; null when there is none. */
  async undo(): Promise<DecisionAction | null> {
    const undone = await this.#decide(() => this.#decisions.undo());
    return undone?.action ?? null;
  }

  /** Ends what runs, which goes on next time, and closes the library. */
  async close(): Promise<void> {
    this.#namer.close();
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

  /** Makes a decision and lets it show everywhere, in one transaction. */
  async #decide<C extends Change | null>(decide: () => C): Promise<C> {
    const { faceEmbedder } = await this.#tools.models();
    const change = this.#store.transaction(() => {
      const made = decide();
      if (made) this.#namer.name(faceEmbedder, made.changed);
      return made;
    });
    if (change) this.#events.changed('people');
    return change;
  }
}
