import type { Database } from 'better-sqlite3';
import { UserFacingError } from '../domain/errors.ts';
import type { IndexProgress } from '../domain/progress.ts';
import { findFfmpeg, type FfmpegTools } from '../media/ffmpeg-tools.ts';
import { confidenceOf } from '../models/face-calibration.ts';
import type { ModelSet } from '../models/model-interfaces.ts';
import { openConceptBank, type OpenConceptBank } from '../models/concept-bank/open-concept-bank.ts';
import { modelCacheFolder } from '../models/model-cache-folder.ts';
import { ensureStarterPack, openModels } from '../models/starter-pack.ts';
import {
  closeWriter,
  libraryFolders,
  openForWriting,
  type LibraryFolders,
} from '../store/library-database.ts';
import type { WatchingChoice } from '../store/folder-table.ts';
import { LibraryStore } from '../store/library-store.ts';
import type { VideoRow } from '../store/video-table.ts';
import { describePortrait, readEnrolPictures } from './enrolment.ts';
import { FilmRegister } from './film-register.ts';
import { patternsSetting, type FolderPatterns } from './folder-patterns.ts';
import { identify } from './identify.ts';
import { IndexJob, type IndexOutcome } from './index-job.ts';
import { ProgressTracker } from './index-progress.ts';
import { removePictures } from './passes/pictures-pass.ts';
import type { GivenPicture } from './picture-input.ts';
import { tryPicture, type PictureTrial } from './picture-trial.ts';
import { FolderKeeper, type FolderStatus } from './watching/folder-keeper.ts';
import type {
  ChangedThing,
  EnrolOutcome,
  IndexSummary,
  LibraryWorkerOptions,
  RemovedFolder,
} from './worker-protocol.ts';

export interface WriterEvents {
  progress(progress: IndexProgress): void;
  changed(what: ChangedThing): void;
}

/** The only writer of a library: indexes, enrols, and carries out what the user decides. Lives in the worker. */
export class LibraryWriter {
  readonly #options: LibraryWorkerOptions;
  readonly #events: WriterEvents;
  readonly #load: (cache: string) => Promise<ModelSet>;
  readonly #folders: LibraryFolders;
  readonly #db: Database;
  readonly #store: LibraryStore;
  readonly #register: FilmRegister;
  readonly #keeper: FolderKeeper;
  #models: Promise<ModelSet> | null = null;
  #concepts: Promise<OpenConceptBank> | null = null;
  #ffmpeg: Promise<FfmpegTools> | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #running: AbortController | null = null;
  #closing = false;

  /** Opens the library for writing; throws a UserFacingError when that cannot be done. */
  constructor(
    options: LibraryWorkerOptions,
    events: WriterEvents,
    load: (cache: string) => Promise<ModelSet> = openModels,
  ) {
    this.#load = load;
    this.#options = options;
    this.#events = events;
    this.#folders = libraryFolders(options.libraryFolder);
    this.#db = openForWriting(options.libraryFolder);
    this.#store = new LibraryStore(this.#db);
    this.#register = new FilmRegister(this.#store, () => events.changed('videos'));
    this.#keeper = new FolderKeeper(this.#store, this.#register, {
      index: (videoIds) => this.#indexNoticed(videoIds),
      foldersChanged: () => events.changed('folders'),
    });
    if (options.watch) this.#keeper.watch().catch((error: Error) => process.emitWarning(error));
  }

  /** Indexes files and folders; a folder is kept up to date from then on. */
  async index(paths: readonly string[]): Promise<IndexSummary> {
    for (const path of paths) this.#store.folders.takeBack(path);
    await this.#keeper.adopt(paths);
    return this.#runJob((job) => job.run(paths, this.#register));
  }

  /** Scans folders of the library again and indexes what is new in them. */
  async rescan(folders: readonly string[]): Promise<IndexSummary> {
    await this.#register.checkOutside(this.#store.folders.all().map(({ path }) => path));
    return this.#runJob((job) => job.run(folders, this.#register));
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
    for (const { id } of films) await removePictures(this.#folders.thumbnails, id);
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
    await this.#register.checkPresence(videoId);
  }

  retry(videoId: number): Promise<IndexSummary> {
    return this.#runJob((job) => job.runVideos([this.#requireVideo(videoId)]));
  }

  /**
   * Loads the models that are chosen now and looks at every film anew that others described. Until a film's turn is over
   * it keeps what the models before made of it.
   */
  renew(): Promise<IndexSummary> {
    return this.#runJob(
      (job) => {
        const videos = this.#store.videos.all().filter(({ absence }) => absence === null);
        return job.runVideos(videos);
      },
      () => this.#forgetModels(),
    );
  }

  /** Ends the running job; true when there was one. */
  cancel(): boolean {
    this.#running?.abort();
    return this.#running !== null;
  }

  async removeVideo(videoId: number): Promise<boolean> {
    const removed = this.#store.transaction(() => {
      const video = this.#store.videos.byId(videoId);
      // A scan would bring it back otherwise.
      if (video) this.#store.folders.leaveOut(video.path);
      return this.#store.videos.remove(videoId);
    });
    if (removed) {
      await removePictures(this.#folders.thumbnails, videoId);
      this.#events.changed('videos');
    }
    return removed;
  }

  async enrol(name: string, pictures: readonly GivenPicture[]): Promise<EnrolOutcome> {
    const models = await this.#openModels();
    const { accepted, rejected } = await readEnrolPictures(pictures, models);
    const personId = this.#store.transaction(() => {
      const known = this.#store.people.byName(name);
      if (accepted.length === 0) return known?.id ?? null;
      const person = known ?? this.#store.people.add(name, new Date());
      for (const picture of accepted) this.#store.people.addPicture(person.id, picture);
      this.#identifyAll(models);
      return person.id;
    });
    if (accepted.length > 0) this.#events.changed('people');
    return { personId, accepted: accepted.length, rejected };
  }

  /** What the picture model makes of a picture, and of words about it. */
  async tryPicture(picture: GivenPicture, text: string): Promise<PictureTrial> {
    return tryPicture(await this.#openConcepts(), picture, text);
  }

  renamePerson(personId: number, name: string): void {
    this.#store.transaction(() => this.#store.people.rename(personId, name));
    this.#events.changed('people');
  }

  async removePerson(personId: number): Promise<boolean> {
    const models = await this.#openModels();
    const removed = this.#store.transaction(() => {
      const found = this.#store.people.remove(personId);
      if (found) this.#identifyAll(models);
      return found;
    });
    if (removed) this.#events.changed('people');
    return removed;
  }

  /** Ends the running job, drops those that wait, and closes the library. */
  async close(): Promise<void> {
    this.#closing = true;
    this.cancel();
    await this.#keeper.close();
    await this.#queue.catch(() => {});
    await this.#forgetModels();
    await (await this.#concepts?.catch(() => null))?.close();
    closeWriter(this.#db);
  }

  /** Indexes films that were noticed in a watched folder. What goes wrong is kept with each film. */
  #indexNoticed(videoIds: readonly number[]): void {
    const work = this.#runJob((job) =>
      job.runVideos(videoIds.flatMap((id) => this.#store.videos.byId(id) ?? [])),
    );
    // Without ffmpeg or models nothing runs: the films wait, and the status tells why.
    work.catch(() => undefined);
  }

  /** Jobs run one after another: two at once would only share the same cores. */
  #runJob(
    work: (job: IndexJob) => Promise<IndexOutcome>,
    prepare: () => Promise<void> = async () => {},
  ): Promise<IndexSummary> {
    const run = this.#queue
      .catch(() => {})
      .then(prepare)
      .then(() => this.#runNow(work));
    this.#queue = run;
    return run;
  }

  async #runNow(work: (job: IndexJob) => Promise<IndexOutcome>): Promise<IndexSummary> {
    const started = performance.now();
    const controller = new AbortController();
    if (this.#closing) controller.abort();
    controller.signal.throwIfAborted();
    this.#running = controller;
    const progress = new ProgressTracker((state) => this.#events.progress(state));
    controller.signal.addEventListener('abort', () => progress.cancelling());
    try {
      progress.step('models');
      const tools = {
        ffmpeg: await this.#findFfmpeg(),
        models: await this.#openModels(),
        store: this.#store,
        folders: this.#folders,
        signal: controller.signal,
      };
      const outcome = await work(new IndexJob(tools, progress, () => this.#events.changed('videos')));
      return { ...outcome, seconds: (performance.now() - started) / 1000 };
    } finally {
      this.#running = null;
      progress.finish();
      this.#events.changed('videos');
    }
  }

  #identifyAll(models: ModelSet): void {
    const { modelId, threshold } = models.faceEmbedder;
    const templates = this.#store.people.templates(modelId);
    const rules = { threshold, confidenceOf: confidenceOf(models.faceEmbedder) };
    const tracks = this.#store.faces.embeddings(null, modelId);
    this.#store.faces.replaceIdentities(null, modelId, identify(tracks, templates, rules));
  }

  #requireVideo(videoId: number): VideoRow {
    const video = this.#store.videos.byId(videoId);
    if (video) return video;
    throw new UserFacingError(
      'not-found',
      'This film is no longer in the library.',
      'Add its folder again to bring it back.',
    );
  }

  /** Makes the starter pack if it is missing, and loads it; a failure is not kept, so that the next call tries again. */
  #openModels(): Promise<ModelSet> {
    this.#models ??= (async () => {
      const cache = this.#options.modelCache ?? modelCacheFolder();
      await ensureStarterPack(cache);
      const models = await this.#load(cache);
      await this.#describePortraits(models);
      return models;
    })().catch((error: unknown) => {
      this.#models = null;
      throw error;
    });
    return this.#models;
  }

  async #forgetModels(): Promise<void> {
    const models = await this.#models?.catch(() => null);
    this.#models = null;
    await models?.close();
  }

  /** Lets a model that was chosen later describe the faces that people were enrolled with. */
  async #describePortraits(models: ModelSet): Promise<void> {
    const { modelId } = models.faceEmbedder;
    for (const { pictureId, portrait } of this.#store.people.portraitsWithout(modelId)) {
      const embedding = await describePortrait(portrait, models);
      if (embedding) this.#store.people.addVector(pictureId, modelId, embedding);
    }
  }

  #openConcepts(): Promise<OpenConceptBank> {
    const cache = this.#options.modelCache ?? modelCacheFolder();
    this.#concepts ??= openConceptBank(cache).catch((error: unknown) => {
      this.#concepts = null;
      throw error;
    });
    return this.#concepts;
  }

  #findFfmpeg(): Promise<FfmpegTools> {
    const { ffmpegSetting } = this.#options;
    this.#ffmpeg ??= findFfmpeg(ffmpegSetting === undefined ? {} : { setting: ffmpegSetting }).catch(
      (error: unknown) => {
        this.#ffmpeg = null;
        throw error;
      },
    );
    return this.#ffmpeg;
  }
}
