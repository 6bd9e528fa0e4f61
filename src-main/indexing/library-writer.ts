import type { Database } from 'better-sqlite3';
import type { IndexProgress } from '../domain/progress.ts';
import { confidenceOf } from '../models/face-calibration.ts';
import type { ModelSet } from '../models/model-interfaces.ts';
import {
  closeWriter,
  libraryFolders,
  openForWriting,
  type LibraryFolders,
} from '../store/library-database.ts';
import { LibraryStore } from '../store/library-store.ts';
import { readEnrolPictures } from './enrolment.ts';
import { identify } from './identify.ts';
import { Indexer } from './indexer.ts';
import { openPassBook } from './passes/all-passes.ts';
import { removePictures } from './passes/sketch-pass.ts';
import type { PassBook } from './passes/pass-book.ts';
import type { GivenPicture } from './picture-input.ts';
import { tryPicture, type PictureTrial } from './picture-trial.ts';
import type { ChangedThing, EnrolOutcome, LibraryWorkerOptions } from './worker-protocol.ts';
import { WorkerTools, type LoadModels } from './worker-tools.ts';

export interface WriterEvents {
  progress(progress: IndexProgress): void;
  changed(what: ChangedThing): void;
  /** Something was left out that nobody is waiting for: one sentence. */
  warned?(sentence: string): void;
}

/** The only writer of a library: has films indexed, enrols, and carries out what the user decides. Lives in the worker. */
export class LibraryWriter {
  readonly indexer: Indexer;
  readonly #events: WriterEvents;
  readonly #folders: LibraryFolders;
  readonly #db: Database;
  readonly #store: LibraryStore;
  readonly #tools: WorkerTools;

  /** Opens the library for writing; throws a UserFacingError when that cannot be done. */
  constructor(
    options: LibraryWorkerOptions,
    events: WriterEvents,
    load?: LoadModels,
    book: PassBook = openPassBook(),
  ) {
    this.#events = events;
    this.#folders = libraryFolders(options.libraryFolder);
    this.#db = openForWriting(options.libraryFolder);
    this.#store = new LibraryStore(this.#db);
    this.#tools = new WorkerTools(options, this.#store, this.#folders, load);
    this.indexer = new Indexer(options, this.#store, book, this.#tools, {
      progress: (progress) => events.progress(progress),
      changed: () => events.changed('videos'),
      warned: (sentence) => events.warned?.(sentence),
    });
  }

  async removeVideo(videoId: number): Promise<boolean> {
    const video = this.#store.videos.byId(videoId);
    const removed = this.#store.transaction(() => this.#store.videos.remove(videoId));
    if (video && removed) {
      await this.indexer.stopFilm(videoId);
      if (this.#store.videos.byFingerprint(video.fingerprint).length === 0) {
        this.#tools.kept.forget(video.fingerprint);
      }
      await removePictures(this.#folders.thumbnails, videoId);
      this.#events.changed('videos');
    }
    return removed;
  }

  async enrol(name: string, pictures: readonly GivenPicture[]): Promise<EnrolOutcome> {
    const models = await this.#tools.models();
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
    return tryPicture(await this.#tools.concepts(), picture, text);
  }

  renamePerson(personId: number, name: string): void {
    this.#store.transaction(() => this.#store.people.rename(personId, name));
    this.#events.changed('people');
  }

  async removePerson(personId: number): Promise<boolean> {
    const models = await this.#tools.models();
    const removed = this.#store.transaction(() => {
      const found = this.#store.people.remove(personId);
      if (found) this.#identifyAll(models);
      return found;
    });
    if (removed) this.#events.changed('people');
    return removed;
  }

  /** Ends what runs, which goes on next time, and closes the library. */
  async close(): Promise<void> {
    await this.indexer.close();
    await this.#tools.close();
    closeWriter(this.#db);
  }

  #identifyAll(models: ModelSet): void {
    const { modelId, threshold } = models.faceEmbedder;
    const templates = this.#store.people.templates(modelId);
    const rules = { threshold, confidenceOf: confidenceOf(models.faceEmbedder) };
    const tracks = this.#store.faces.embeddings(null, modelId);
    this.#store.faces.replaceIdentities(null, modelId, identify(tracks, templates, rules));
  }
}
