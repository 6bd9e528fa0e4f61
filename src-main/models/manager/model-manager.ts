import { catalog } from '../../../native-models/catalog.ts';
import { downloads, type DownloadModel } from '../../../native-models/downloads.ts';
import { familyOf, type ModelFamily } from '../../../native-models/families.ts';
import { problemOf, UserFacingError, type Problem } from '../../domain/errors.ts';
import { canServe } from '../chosen-models.ts';
import { isServed, servingModels, untrainedModels } from '../serving-models.ts';
import { ensureStarterPack, verifyModels } from '../starter-pack.ts';
import { fetchModel, totalBytes } from './fetch-model.ts';
import { importModels, type ImportOutcome } from './import-models.ts';
import { InstalledModels } from './installed-models.ts';
import { keepChoice, readChoices } from './model-choices.ts';
import { notServed, unknownModel } from './model-problems.ts';

/** How far the work on one model is. */
export interface ModelProgress {
  readonly id: string;
  readonly state: 'waiting' | 'fetching' | 'done' | 'failed' | 'cancelled';
  readonly arrivedBytes: number;
  /** Null when the catalogue does not know the size of every file. */
  readonly totalBytes: number | null;
  readonly problem: Problem | null;
}

export interface InstallOutcome {
  /** Ids of the models that are installed now. */
  readonly installed: string[];
  readonly failed: { id: string; problem: Problem }[];
}

export interface ManagerOptions {
  readonly onProgress?: (progress: ModelProgress) => void;
  /** The models that can be fetched; the catalogue's when left out. */
  readonly models?: readonly DownloadModel[];
  /** Milliseconds before the first new attempt of a download. */
  readonly firstDelay?: number;
}

const starterPack = 'starter';

const isStarterName = (name: string): boolean =>
  name === starterPack || catalog.models.some(({ id }) => id === name);

/** Fetches, imports, verifies and removes models, one piece of work after another. */
export class ModelManager {
  readonly models: readonly DownloadModel[];
  readonly installed: InstalledModels;
  readonly #cacheFolder: string;
  readonly #options: ManagerOptions;
  readonly #working = new Map<string, AbortController>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(cacheFolder: string, options: ManagerOptions = {}) {
    this.#cacheFolder = cacheFolder;
    this.#options = options;
    this.models = options.models ?? downloads;
    this.installed = new InstalledModels(cacheFolder);
  }

  /** Whether a model is being fetched, or waits for that. */
  isWorking(id: string): boolean {
    return this.#working.has(id);
  }

  /**
   * Installs one model, or every model of a pack. One that fails does not stop the others. Throws a UserFacingError for
   * a name that the catalogue does not have, and the signal's reason when everything was cancelled.
   */
  async install(name: string, signal?: AbortSignal): Promise<InstallOutcome> {
    if (isStarterName(name)) {
      await ensureStarterPack(this.#cacheFolder);
      const ids = name === starterPack ? catalog.models.map(({ id }) => id) : [name];
      return { installed: ids, failed: [] };
    }
    const wanted = this.#find(name).filter(({ id }) => !this.#working.has(id));
    for (const model of wanted) {
      this.#working.set(model.id, new AbortController());
      this.#tell(model, 'waiting', await this.installed.arrived(model));
    }
    return this.#inTurn(() => this.#installAll(wanted, signal));
  }

  /** Installs what lies in a folder or .zip. See {@link importModels}. */
  import(path: string, signal?: AbortSignal): Promise<ImportOutcome> {
    return this.#inTurn(async () =>
      importModels(path, this.models, this.installed, signal ?? new AbortController().signal),
    );
  }

  /**
   * Reads every byte of an installed model, or of all, and tells which are whole. A broken one is marked, so that nothing
   * loads it before it is installed again.
   */
  async verify(name: string | null, signal?: AbortSignal): Promise<{ whole: string[]; broken: string[] }> {
    const outcome = { whole: [] as string[], broken: [] as string[] };
    for (const { id, pack, state } of await verifyModels(this.#cacheFolder)) {
      if (state === 'not-made' || (name !== null && name !== id && name !== pack)) continue;
      outcome[state === 'ready' ? 'whole' : 'broken'].push(id);
    }
    const isStarter = name !== null && isStarterName(name);
    const wanted = isStarter ? [] : name === null ? this.models : this.#find(name);
    for (const model of wanted) {
      const receipt = await this.installed.receipt(model);
      if (!receipt && !(await this.installed.isThere(model))) continue;
      const damaged = receipt ? await this.installed.firstBroken(model, receipt, signal) : '';
      outcome[damaged === null ? 'whole' : 'broken'].push(model.id);
      if (damaged !== null) await this.installed.markBroken(model.id);
    }
    return outcome;
  }

  /** Removes an installed model, or what has arrived of it; false when there was nothing. */
  async remove(id: string): Promise<boolean> {
    if (isStarterName(id)) {
      throw new UserFacingError(
        'bad-input',
        `${id} belongs to the starter pack and stays.`,
        'It is made from Kinora itself and needs no download; remove models that were installed on top of it.',
      );
    }
    const [model] = this.#find(id);
    if (model?.id !== id) throw unknownModel(id);
    this.cancel(id);
    return this.#inTurn(async () => {
      if ((await readChoices(this.#cacheFolder))[model.family] === id) {
        await keepChoice(this.#cacheFolder, model.family, null);
      }
      return this.installed.remove(id);
    });
  }

  /**
   * Lets a model do the work of its family from the next time that models are loaded. Throws a UserFacingError where this
   * version has no way to do that work with it, and for a model that is not here whole.
   */
  async use(id: string): Promise<{ family: ModelFamily; id: string }> {
    const starter = catalog.models.find((model) => model.id === id);
    if (starter) {
      const family = familyOf(starter.task);
      if (!isServed(family) || servingModels[family] !== id) throw notServed(starter.family);
      await keepChoice(this.#cacheFolder, family, null);
      return { family, id };
    }
    const untrained = untrainedModels.get(id);
    if (untrained) {
      await keepChoice(this.#cacheFolder, untrained, null);
      return { family: untrained, id };
    }
    const model = this.models.find((one) => one.id === id);
    if (!model) throw unknownModel(id);
    if (!canServe(model)) throw notServed(model.title);
    const receipt = await this.installed.receipt(model);
    if (!receipt || (await this.installed.firstBroken(model, receipt)) !== null) {
      throw new UserFacingError(
        'bad-model',
        `${model.title} is not installed, or not whole.`,
        `Install it first: kinora models install ${id}`,
      );
    }
    await keepChoice(this.#cacheFolder, model.family, id);
    return { family: model.family, id };
  }

  /** Ends the work on one model, or on all; what has arrived is kept. False when there was none. */
  cancel(id: string | null = null): boolean {
    const running = [...this.#working].filter(([one]) => id === null || one === id);
    for (const [, controller] of running) controller.abort(cancelled());
    return running.length > 0;
  }

  /** Ends all work and waits until nothing is being written any more. */
  async close(): Promise<void> {
    this.cancel();
    await this.#queue.catch(() => {});
  }

  async #installAll(
    models: readonly DownloadModel[],
    signal: AbortSignal | undefined,
  ): Promise<InstallOutcome> {
    const installed: string[] = [];
    const failed: { id: string; problem: Problem }[] = [];
    for (const model of models) {
      const problem = await this.#installOne(model, signal);
      if (problem) failed.push({ id: model.id, problem });
      else installed.push(model.id);
    }
    await this.installed.clearArchives();
    signal?.throwIfAborted();
    return { installed, failed };
  }

  async #installOne(model: DownloadModel, signal: AbortSignal | undefined): Promise<Problem | null> {
    const own = this.#working.get(model.id)?.signal;
    const signals = [own, signal].filter((one) => one !== undefined);
    let arrived = 0;
    try {
      if (await this.#isWhole(model)) {
        this.#tell(model, 'done', totalBytes(model) ?? 0);
        return null;
      }
      const { firstDelay } = this.#options;
      const receipt = await fetchModel(model, this.installed, {
        signal: AbortSignal.any(signals),
        onBytes: (bytes) => {
          arrived = bytes;
          this.#tell(model, 'fetching', bytes);
        },
        ...(firstDelay === undefined ? {} : { firstDelay }),
      });
      this.#working.delete(model.id);
      this.#tell(
        model,
        'done',
        receipt.files.reduce((sum, { bytes }) => sum + bytes, 0),
      );
      return null;
    } catch (error) {
      const ended = signals.some(({ aborted }) => aborted);
      const problem = problemOf(ended ? cancelled() : error);
      this.#working.delete(model.id);
      this.#tell(model, ended ? 'cancelled' : 'failed', arrived, problem);
      if (!(ended || error instanceof UserFacingError)) throw error;
      return problem;
    } finally {
      this.#working.delete(model.id);
    }
  }

  async #isWhole(model: DownloadModel): Promise<boolean> {
    const receipt = await this.installed.receipt(model);
    return receipt !== null && (await this.installed.looksWhole(receipt));
  }

  #tell(
    model: DownloadModel,
    state: ModelProgress['state'],
    arrivedBytes: number,
    problem: Problem | null = null,
  ): void {
    this.#options.onProgress?.({ id: model.id, state, arrivedBytes, totalBytes: totalBytes(model), problem });
  }

  /** The model of this id, or the models of the pack of this name. */
  #find(name: string): readonly DownloadModel[] {
    const found = this.models.filter(({ id, pack }) => id === name || pack === name);
    if (found.length === 0) throw unknownModel(name);
    return found;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#queue.catch(() => {}).then(work);
    this.#queue = run.catch(() => {});
    return run;
  }
}

function cancelled(): UserFacingError {
  return new UserFacingError(
    'cancelled',
    'The installation was stopped.',
    'Install it again to go on: what has arrived is kept.',
  );
}
