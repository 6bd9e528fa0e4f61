import { Worker } from 'node:worker_threads';
import { UserFacingError, type Problem } from '../domain/errors.ts';
import type { IndexProgress } from '../domain/progress.ts';
import type { WatchingChoice } from '../store/folder-table.ts';
import type { FolderPatterns } from './folder-patterns.ts';
import { idleProgress } from './index-progress.ts';
import type { GivenPicture } from './picture-input.ts';
import type { PictureTrial } from './picture-trial.ts';
import type { FolderStatus } from './watching/folder-keeper.ts';
import type {
  ChangedThing,
  EnrolOutcome,
  IndexSummary,
  LibraryWorkerOptions,
  RemovedFolder,
  WorkerCommand,
  WorkerCommands,
  WorkerMessage,
} from './worker-protocol.ts';

interface PendingAnswer {
  resolve(output: unknown): void;
  reject(error: Error): void;
}

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

function errorOf({ code, sentence, remedy }: Problem): UserFacingError {
  return new UserFacingError(code, sentence, remedy);
}

/**
 * The main thread's side of the worker that writes the library. `session.run` and SQLite block the thread they run on,
 * so inference and writing live there.
 */
export class LibraryWorker {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingAnswer>();
  readonly #progressListeners = new Set<(progress: IndexProgress) => void>();
  readonly #changedListeners = new Set<(what: ChangedThing) => void>();
  #progress = idleProgress;
  #nextId = 1;
  #ended: Error | null = null;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (message: WorkerMessage) => this.#receive(message));
    worker.on('error', (error: Error) => this.#end(error));
    worker.on('exit', (code) => this.#end(new Error(`The library's worker ended with code ${code}`)));
  }

  /** Resolves when the library is open and its schema current; rejects with a UserFacingError when it cannot be opened. */
  static async start(options: LibraryWorkerOptions): Promise<LibraryWorker> {
    const worker = new Worker(new URL(`./library-worker${extension}`, import.meta.url), {
      workerData: options,
    });
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', (message: WorkerMessage) => {
        worker.off('error', reject);
        if (message.kind !== 'refused') return resolve();
        void worker.terminate();
        reject(errorOf(message.problem));
      });
    });
    return new LibraryWorker(worker);
  }

  /** What indexing is doing now. */
  get progress(): IndexProgress {
    return this.#progress;
  }

  index(paths: readonly string[]): Promise<IndexSummary> {
    return this.#ask('index', { paths });
  }

  /** Scans folders of the library again and indexes what is new in them. */
  rescan(folders: readonly string[]): Promise<IndexSummary> {
    return this.#ask('rescan', { folders });
  }

  /** How each folder of the library is kept up to date now. */
  folderStatus(): Promise<readonly FolderStatus[]> {
    return this.#ask('folderStatus', {});
  }

  removeFolder(path: string, keepFilms: boolean): Promise<RemovedFolder> {
    return this.#ask('removeFolder', { path, keepFilms });
  }

  /** False when the library has no such folder. */
  setWatching(path: string, watching: WatchingChoice): Promise<boolean> {
    return this.#ask('setWatching', { path, watching });
  }

  /** Stores which files of the folders are wanted; null for what holds when nobody has said. */
  async setPatterns(patterns: FolderPatterns | null): Promise<void> {
    await this.#ask('setPatterns', { patterns });
  }

  /** Lets it be noted whether a film's file is there. */
  async checkPresence(videoId: number): Promise<void> {
    await this.#ask('checkPresence', { videoId });
  }

  retry(videoId: number): Promise<IndexSummary> {
    return this.#ask('retry', { videoId });
  }

  /** Loads the models that are chosen now and looks at the films anew that others described. */
  renew(): Promise<IndexSummary> {
    return this.#ask('renew', {});
  }

  /** Ends the running index job; false when none runs. */
  cancel(): Promise<boolean> {
    return this.#ask('cancel', {});
  }

  removeVideo(videoId: number): Promise<boolean> {
    return this.#ask('removeVideo', { videoId });
  }

  enrol(name: string, pictures: readonly GivenPicture[]): Promise<EnrolOutcome> {
    return this.#ask('enrol', { name, pictures });
  }

  /** What the picture model makes of a picture, and of words about it. */
  tryPicture(picture: GivenPicture, text: string): Promise<PictureTrial> {
    return this.#ask('tryPicture', { picture, text });
  }

  async renamePerson(personId: number, name: string): Promise<void> {
    await this.#ask('renamePerson', { personId, name });
  }

  removePerson(personId: number): Promise<boolean> {
    return this.#ask('removePerson', { personId });
  }

  onProgress(listener: (progress: IndexProgress) => void): () => void {
    this.#progressListeners.add(listener);
    return () => this.#progressListeners.delete(listener);
  }

  onChanged(listener: (what: ChangedThing) => void): () => void {
    this.#changedListeners.add(listener);
    return () => this.#changedListeners.delete(listener);
  }

  async close(): Promise<void> {
    if (this.#ended) return;
    await this.#ask('close', {});
    await this.#worker.terminate();
  }

  #ask<C extends WorkerCommand>(
    command: C,
    input: WorkerCommands[C]['input'],
  ): Promise<WorkerCommands[C]['output']> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: (output) => resolve(output as WorkerCommands[C]['output']), reject });
      this.#worker.postMessage({ id, command, input });
    });
  }

  #receive(message: WorkerMessage): void {
    switch (message.kind) {
      case 'progress':
        this.#progress = message.progress;
        for (const listener of this.#progressListeners) listener(message.progress);
        return;
      case 'changed':
        for (const listener of this.#changedListeners) listener(message.what);
        return;
      case 'answer':
        this.#pending.get(message.id)?.resolve(message.output);
        this.#pending.delete(message.id);
        return;
      case 'failure':
        this.#pending.get(message.id)?.reject(errorOf(message.problem));
        this.#pending.delete(message.id);
    }
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#ended);
    this.#pending.clear();
  }
}
