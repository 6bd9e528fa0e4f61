import { z } from 'zod';
import { loggedError, type EventLog } from '../domain/event-log.ts';
import { findFfmpeg, type FfmpegTools } from '../media/ffmpeg-tools.ts';
import { HardwareDecoding } from '../media/hardware-decoding.ts';
import { listWhenChanged } from '../media/sidecars/folder-listing.ts';
import { openConceptBank, type OpenConceptBank } from '../models/concept-bank/open-concept-bank.ts';
import { modelCacheFolder } from '../models/model-cache-folder.ts';
import type { ModelSet } from '../models/model-interfaces.ts';
import { ensureStarterPack, openModels, starterRunPlaces } from '../models/starter-pack.ts';
import { KeptPictures } from '../store/kept-pictures.ts';
import type { LibraryFolders } from '../store/library-database.ts';
import type { LibraryStore } from '../store/library-store.ts';
import type { Setting } from '../store/settings-table.ts';
import { describePortrait } from './enrolment.ts';
import type { LibraryWorkerOptions } from './worker-protocol.ts';

/** Opens models from a cache folder. */
export type LoadModels = (cache: string) => Promise<ModelSet>;

/** Makes the starter pack if it is missing, and loads it and what was chosen in its place. */
async function loadModels(cache: string): Promise<ModelSet> {
  await ensureStarterPack(cache);
  return openModels(cache);
}

/** Counts up with each choice of other models, so that every process on the library learns of it. */
const modelsChoice: Setting<number> = { key: 'models.choice', shape: z.int().nonnegative(), fallback: 0 };

/** The models and the ffmpeg of one worker: opened when first wanted; a failure is not kept, so that the next call tries again. */
export class WorkerTools {
  /** Pictures from earlier decodes. */
  readonly kept: KeptPictures;
  readonly #hardware: HardwareDecoding;
  readonly #options: LibraryWorkerOptions;
  readonly #store: LibraryStore;
  readonly #folders: LibraryFolders;
  readonly #log: EventLog;
  readonly #load: LoadModels;
  readonly #list = listWhenChanged();
  #choice: number;
  #models: Promise<ModelSet> | null = null;
  #concepts: Promise<OpenConceptBank> | null = null;
  #ffmpeg: Promise<FfmpegTools> | null = null;

  constructor(
    options: LibraryWorkerOptions,
    store: LibraryStore,
    folders: LibraryFolders,
    log: EventLog,
    load: LoadModels = loadModels,
  ) {
    this.#options = options;
    this.#store = store;
    this.#folders = folders;
    this.#log = log;
    this.#load = load;
    this.#hardware = new HardwareDecoding(this.#cache);
    this.kept = new KeptPictures(folders.frameCache);
    this.#choice = store.settings.get(modelsChoice);
  }

  /** What passes work with, with the models that are chosen now. Not to be called while a pass works with others. */
  async forPasses() {
    const choice = this.#store.settings.get(modelsChoice);
    if (choice !== this.#choice) await this.#forgetModels();
    this.#choice = choice;
    return this.forPlanning();
  }

  /** What passes are asked with what they would be made from; may be called at any time. */
  async forPlanning() {
    return {
      ffmpeg: await this.ffmpeg(),
      hardware: this.#hardware,
      models: await this.models(),
      store: this.#store,
      folders: this.#folders,
      kept: this.kept,
      list: this.#list,
    };
  }

  /** Tells every process that works on the library that other models were chosen. */
  chooseAnew(): void {
    this.#store.settings.set(modelsChoice, this.#store.settings.get(modelsChoice) + 1);
  }

  models(): Promise<ModelSet> {
    this.#models ??= this.#openModels().catch((error: unknown) => {
      this.#models = null;
      this.#log.tell('tools.failed', { error: loggedError(error) });
      throw error;
    });
    return this.#models;
  }

  concepts(): Promise<OpenConceptBank> {
    this.#concepts ??= openConceptBank(this.#cache).catch((error: unknown) => {
      this.#concepts = null;
      throw error;
    });
    return this.#concepts;
  }

  ffmpeg(): Promise<FfmpegTools> {
    this.#ffmpeg ??= this.#findFfmpeg().catch((error: unknown) => {
      this.#ffmpeg = null;
      this.#log.tell('tools.failed', { error: loggedError(error) });
      throw error;
    });
    return this.#ffmpeg;
  }

  async close(): Promise<void> {
    await this.#forgetModels();
    await (await this.#concepts?.catch(() => null))?.close();
    this.kept.close();
  }

  get #cache(): string {
    return this.#options.modelCache ?? modelCacheFolder();
  }

  async #forgetModels(): Promise<void> {
    const models = await this.#models?.catch(() => null);
    this.#models = null;
    await models?.close();
  }

  async #findFfmpeg(): Promise<FfmpegTools> {
    const { ffmpegSetting } = this.#options;
    const tools = await findFfmpeg(ffmpegSetting === undefined ? {} : { setting: ffmpegSetting });
    this.#log.tell('ffmpeg.chosen', tools);
    return tools;
  }

  async #openModels(): Promise<ModelSet> {
    const models = await this.#load(this.#cache);
    for (const { model, provider, providerProblem = null } of await starterRunPlaces(this.#cache)) {
      this.#log.tell('provider.chosen', { model, provider, problem: providerProblem });
    }
    await this.#describePortraits(models);
    return models;
  }

  /** Lets a model that was chosen later describe the faces that people were enrolled with. */
  async #describePortraits(models: ModelSet): Promise<void> {
    const { modelId } = models.faceEmbedder;
    for (const { pictureId, portrait } of this.#store.people.portraitsWithout(modelId)) {
      const embedding = await describePortrait(portrait, models);
      if (embedding) this.#store.people.addVector(pictureId, modelId, embedding);
    }
  }
}
