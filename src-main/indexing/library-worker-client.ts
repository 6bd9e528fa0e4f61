import '../models/without-telemetry.ts';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { CollectionAction, CollectionChange } from '../domain/collection.ts';
import type { ConceptKind } from '../domain/concept.ts';
import { UserFacingError, type Problem } from '../domain/errors.ts';
import { loggedError, type EventLog } from '../domain/event-log.ts';
import type { Interval } from '../domain/interval.ts';
import type { IndexProgress } from '../domain/progress.ts';
import type { ExampleRow } from '../store/example-table.ts';
import type { SourceAlignment } from '../store/line-edit-table.ts';
import type { SavedSearch } from '../store/search-table.ts';
import type { VoiceAction } from '../store/voice-decision-table.ts';
import type { WatchingChoice } from '../store/folder-table.ts';
import type { ConceptOutcome, ConceptPreview } from './concepts/concept-keeper.ts';
import type { ConceptPicture } from './concepts/concept-pictures.ts';
import type { FolderPatterns } from './folder-patterns.ts';
import type { NewDrawnTrack } from '../store/drawn-track-table.ts';
import { idleProgress } from './index-progress.ts';
import type { IndexingSettings } from './indexing-settings.ts';
import type { LanguageModelChoice, ModelPurpose } from './language-model-choice.ts';
import { PeopleRequests } from './people-requests.ts';
import type { GivenPicture } from './picture-input.ts';
import type { PictureTrial } from './picture-trial.ts';
import type { FolderStatus } from './watching/folder-keeper.ts';
import type {
  ChangedThing,
  IndexSummary,
  LibraryWorkerOptions,
  LineCorrection,
  RemovedFolder,
  WorkerCommand,
  WorkerCommands,
  WorkerMessage,
} from './worker-protocol.ts';
import { WorkerDeaths } from './worker-deaths.ts';

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
 * so inference and writing live there. A worker that dies is replaced: what it was asked fails, and its jobs go on.
 */
export class LibraryWorker {
  /** What the user decides about people. */
  readonly people = new PeopleRequests((command, input) => this.#ask(command, input));
  readonly #options: LibraryWorkerOptions;
  readonly #log: EventLog;
  readonly #deaths = new WorkerDeaths();
  readonly #pending = new Map<number, PendingAnswer>();
  readonly #progressListeners = new Set<(progress: IndexProgress) => void>();
  readonly #changedListeners = new Set<(what: ChangedThing) => void>();
  readonly #warnings: string[] = [];
  /** Resolves to the worker that runs; another promise while one is replaced. */
  #worker: Promise<Worker>;
  #progress = idleProgress;
  #nextId = 1;
  #isClosing = false;
  /** Why the worker gave up by itself; nothing replaces it then. */
  #refusal: UserFacingError | null = null;

  private constructor(options: LibraryWorkerOptions, log: EventLog) {
    this.#options = { workerId: randomUUID(), ...options };
    this.#log = log;
    this.#worker = this.#open();
  }

  /**
   * Resolves when the library is open and its schema current, while the worker still loads what it indexes films with;
   * rejects with a UserFacingError when it cannot be opened.
   */
  static async start(options: LibraryWorkerOptions, log: EventLog): Promise<LibraryWorker> {
    const client = new LibraryWorker(options, log);
    await client.#worker;
    return client;
  }

  /** What indexing is doing now. */
  get progress(): IndexProgress {
    return this.#progress;
  }

  /** What was left out since the start that nobody waits for, one sentence each. */
  get warnings(): readonly string[] {
    return this.#warnings;
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

  /** Tries every film again that failed or was set aside. */
  retryAll(): Promise<IndexSummary> {
    return this.#ask('retryAll', {});
  }

  /** Loads the models that are chosen now and looks at the films anew that others described. */
  renew(): Promise<IndexSummary> {
    return this.#ask('renew', {});
  }

  /** Puts a film before all others; false when there is nothing to do for it. */
  focus(videoId: number): Promise<boolean> {
    return this.#ask('focus', { videoId });
  }

  /** Changes how work goes on; gives all settings. */
  changeSettings(change: Partial<IndexingSettings>): Promise<IndexingSettings> {
    return this.#ask('changeSettings', change);
  }

  /** Ends what runs and takes out what waits for it; false when there was nothing. */
  cancel(): Promise<boolean> {
    return this.#ask('cancel', {});
  }

  removeVideo(videoId: number): Promise<boolean> {
    return this.#ask('removeVideo', { videoId });
  }

  /** What the picture model makes of a picture, and of words about it. */
  tryPicture(picture: GivenPicture, text: string): Promise<PictureTrial> {
    return this.#ask('tryPicture', { picture, text });
  }

  /** Keeps a search under a name. */
  saveSearch(name: string, query: string): Promise<SavedSearch> {
    return this.#ask('saveSearch', { name, query });
  }

  /** Forgets a kept search and gives it; null when there is none. */
  forgetSearch(id: number): Promise<SavedSearch | null> {
    return this.#ask('forgetSearch', { id });
  }

  /** Remembers that a search was made. */
  async noteSearch(query: string): Promise<void> {
    await this.#ask('noteSearch', { query });
  }

  /** Replaces the searches that are remembered, the latest first. */
  async setRecentSearches(queries: readonly string[]): Promise<void> {
    await this.#ask('setRecentSearches', { queries });
  }

  /** Keeps turns of a conversation from a place on, in the place of all behind it. */
  async keepTurns(conversation: string, from: number, turns: readonly string[]): Promise<void> {
    await this.#ask('keepTurns', { conversation, from, turns });
  }

  /** False when there was no such conversation. */
  forgetConversation(name: string): Promise<boolean> {
    return this.#ask('forgetConversation', { name });
  }

  /** Stores which model is asked for words, or about pictures; null for none. */
  async chooseLanguageModel(purpose: ModelPurpose, choice: LanguageModelChoice | null): Promise<void> {
    await this.#ask('chooseLanguageModel', { purpose, choice });
  }

  /** Notes that the person has seen a film, or has not; false when there is no such film. */
  setSeen(videoId: number, seen: boolean): Promise<boolean> {
    return this.#ask('setSeen', { videoId, seen });
  }

  /** Keeps a picture or clip to search for its like. */
  keepExample(given: GivenPicture): Promise<ExampleRow> {
    return this.#ask('keepExample', { given });
  }

  /** Enrols a concept from pictures, or adds them to the concept of that name. */
  addConcept(name: string, kind: ConceptKind, pictures: readonly ConceptPicture[]): Promise<ConceptOutcome> {
    return this.#ask('addConcept', { name, kind, pictures });
  }

  /** What enrolling a concept from these pictures would find. */
  previewConcept(kind: ConceptKind, pictures: readonly ConceptPicture[]): Promise<ConceptPreview> {
    return this.#ask('previewConcept', { kind, pictures });
  }

  async renameConcept(conceptId: number, name: string): Promise<void> {
    await this.#ask('renameConcept', { conceptId, name });
  }

  /** False when it was not there. */
  removeConcept(conceptId: number): Promise<boolean> {
    return this.#ask('removeConcept', { conceptId });
  }

  /** Groups and names the faces that are in no group yet. */
  async nameNow(): Promise<void> {
    await this.#ask('nameNow', {});
  }

  /** Says whose a voice is: somebody of that name, or else a new person; gives their id. */
  nameVoice(voiceId: number, name: string): Promise<number> {
    return this.#ask('nameVoice', { voiceId, name });
  }

  async forgetVoices(voiceIds: readonly number[]): Promise<void> {
    await this.#ask('forgetVoices', { voiceIds });
  }

  /** Says who speaks a line: somebody of that name, or else a new person; gives their id. */
  tellSpeaker(videoId: number, line: Interval, name: string): Promise<number> {
    return this.#ask('tellSpeaker', { videoId, line, name });
  }

  /** Says that two voices are one. */
  async mergeVoices(into: number, from: number): Promise<void> {
    await this.#ask('mergeVoices', { into, from });
  }

  async refuseSpeaker(videoId: number, line: Interval, personId: number): Promise<void> {
    await this.#ask('refuseSpeaker', { videoId, line, personId });
  }

  /** Takes back what the user decided last about voices; null when there is nothing. */
  undoVoices(): Promise<VoiceAction | null> {
    return this.#ask('undoVoices', {});
  }

  async setVoicesAcrossFilms(isAcross: boolean): Promise<void> {
    await this.#ask('setVoicesAcrossFilms', { isAcross });
  }

  async correctLines(correction: LineCorrection): Promise<void> {
    await this.#ask('correctLines', correction);
  }

  /** Takes back the latest correction of a film's lines; false when there is none. */
  undoLines(videoId: number): Promise<boolean> {
    return this.#ask('undoLines', { videoId });
  }

  redoLines(videoId: number): Promise<boolean> {
    return this.#ask('redoLines', { videoId });
  }

  async alignLines(videoId: number, alignment: SourceAlignment): Promise<void> {
    await this.#ask('alignLines', { videoId, ...alignment });
  }

  /** Keeps a track that the user made; gives its number. */
  keepDrawnTrack(track: NewDrawnTrack): Promise<number> {
    return this.#ask('keepDrawnTrack', { track });
  }

  /** False when the library has no such track. */
  removeDrawnTrack(trackId: number): Promise<boolean> {
    return this.#ask('removeDrawnTrack', { trackId });
  }

  /** Brings back the track that was removed last; false when it is gone. */
  restoreDrawnTrack(trackId: number): Promise<boolean> {
    return this.#ask('restoreDrawnTrack', { trackId });
  }

  /** Gives the number of the collection. */
  changeCollection(change: CollectionChange): Promise<number> {
    return this.#ask('changeCollection', change);
  }

  /** Takes back the latest change of a collection; null when there is nothing. */
  undoCollections(): Promise<CollectionAction | null> {
    return this.#ask('undoCollections', {});
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
    if (this.#isClosing) return;
    this.#isClosing = true;
    const worker = await this.#worker.catch(() => null);
    if (worker === null) return;
    await this.#ask('close', {}).catch((error: unknown) => {
      // One that died meanwhile has closed all it had.
      if (!(error instanceof WorkerDied)) throw error;
    });
    await worker.terminate();
  }

  async #open(lastWords?: string): Promise<Worker> {
    const workerData: LibraryWorkerOptions = {
      ...this.#options,
      ...(lastWords === undefined ? {} : { lastWords }),
    };
    const worker = new Worker(new URL(`./library-worker${extension}`, import.meta.url), { workerData });
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'ready') resolve();
        else if (message.kind === 'refused') {
          const refusal = errorOf(message.problem);
          reject(refusal);
          this.#refused(refusal);
          void worker.terminate();
        } else this.#receive(message);
      });
    });
    let death: unknown = null;
    worker.removeAllListeners('error');
    worker.on('error', (error) => (death = error));
    worker.on('exit', (code) => this.#replace(death ?? `The worker ended with code ${code}.`));
    return worker;
  }

  async #reopen(death: unknown): Promise<Worker> {
    const worker = await this.#open(death instanceof Error ? (death.stack ?? death.message) : String(death));
    this.#log.tell('worker.restarted', {});
    return worker;
  }

  async #ask<C extends WorkerCommand>(
    command: C,
    input: WorkerCommands[C]['input'],
  ): Promise<WorkerCommands[C]['output']> {
    const worker = await this.#worker;
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: (output) => resolve(output as WorkerCommands[C]['output']), reject });
      worker.postMessage({ id, command, input });
    });
  }

  #receive(message: Exclude<WorkerMessage, { kind: 'ready' | 'refused' }>): void {
    switch (message.kind) {
      case 'progress':
        this.#tellProgress(message.progress);
        return;
      case 'changed':
        for (const listener of this.#changedListeners) listener(message.what);
        return;
      case 'warned':
        this.#warnings.push(message.sentence);
        return;
      case 'log':
        this.#log.take(message.entry);
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

  #tellProgress(progress: IndexProgress): void {
    this.#progress = progress;
    for (const listener of this.#progressListeners) listener(progress);
  }

  /** The library was opened and cannot be written all the same: it can be read, and who wants to change it is told why. */
  #refused(refusal: UserFacingError): void {
    this.#refusal = refusal;
    this.#warnings.push(refusal.message);
    this.#worker = Promise.reject(refusal);
    this.#worker.catch(() => undefined);
    for (const { reject } of this.#pending.values()) reject(refusal);
    this.#pending.clear();
  }

  /** The worker is gone. Unless that was wanted, another takes its place and its jobs. */
  #replace(death: unknown): void {
    for (const { reject } of this.#pending.values()) reject(new WorkerDied());
    this.#pending.clear();
    if (this.#isClosing || this.#refusal !== null) return;
    this.#tellProgress(idleProgress);
    const delay = this.#deaths.delayAfterDeath(Date.now());
    this.#log.tell('worker.crashed', { error: loggedError(death), restartMs: delay });
    this.#worker = delay === null ? Promise.reject(givenUp()) : wait(delay).then(() => this.#reopen(death));
    // Told to whoever asks next.
    this.#worker.catch(() => undefined);
  }
}

class WorkerDied extends UserFacingError {
  constructor() {
    super(
      'internal',
      'The part of Kinora that works on films stopped unexpectedly.',
      'It starts again by itself and keeps what was done. Ask again.',
    );
  }
}

function givenUp(): UserFacingError {
  return new UserFacingError(
    'internal',
    'The part of Kinora that works on films stopped again and again, so it was not started any more.',
    'Close Kinora and open it again; if that does not help, report it with the log of the film that failed.',
  );
}
