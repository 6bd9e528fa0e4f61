import type { ModelManager } from '../models/manager/model-manager.ts';
import type { CoreContext, ModelsContext, SearchContext } from './core-context.ts';
import { ModelProgressTeller } from './model-progress-teller.ts';
import type { Searching } from './searching.ts';

/** What the calls of a core work with; what many of them do without is opened for the first that wants it. */
export class CoreParts {
  readonly context: CoreContext;
  #searching: Promise<Searching> | null = null;
  #models: Promise<ModelManager> | null = null;

  constructor(context: CoreContext) {
    this.context = context;
  }

  /** Rejects with what opening rejects with; the next call tries again. */
  async searching(): Promise<SearchContext> {
    this.#searching ??= this.#openSearching().catch((error: unknown) => {
      this.#searching = null;
      throw error;
    });
    return { ...this.context, ...(await this.#searching) };
  }

  async managing(): Promise<ModelsContext> {
    this.#models ??= this.#openModels();
    return { ...(await this.searching()), models: await this.#models };
  }

  /** Ends what is being fetched. */
  cancel(): void {
    this.#models?.then((models) => models.cancel()).catch(() => undefined);
  }

  /** Closes what was opened; after it nothing may be asked for. */
  async close(): Promise<void> {
    const opened = await this.#searching?.catch(() => null);
    await opened?.words.close();
  }

  async #openSearching(): Promise<Searching> {
    const { openSearching } = await import('./searching.ts');
    return openSearching(this.context.reader, this.context.cacheFolder);
  }

  async #openModels(): Promise<ModelManager> {
    const { ModelManager } = await import('../models/manager/model-manager.ts');
    const teller = new ModelProgressTeller(this.context.events);
    return new ModelManager(this.context.cacheFolder, { onProgress: (told) => teller.push(told) });
  }
}
