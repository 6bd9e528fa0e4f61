import type { InputOf, LanguageModelView, ModelPurpose } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { problemOf } from './notices.svelte.ts';

/** The model that helps with words, and the one that takes pictures, as the library keeps them. */
export class LanguageModels {
  /** Null while there is none, or while that is not known. */
  chosen = $state.raw<Readonly<Record<ModelPurpose, LanguageModelView['choice']>>>({
    words: null,
    pictures: null,
  });
  problem = $state.raw<Problem | null>(null);
  readonly #client: AppClient;

  constructor(client: AppClient) {
    this.#client = client;
  }

  async read(): Promise<void> {
    await this.#keep(() => this.#client.call('languageModel.settings', {}));
  }

  /** Without consent an address on another machine is a problem of the code `leaves-machine`. */
  async use(choice: InputOf<'languageModel.use'>): Promise<void> {
    await this.#keep(() => this.#client.call('languageModel.use', choice));
  }

  async stop(purpose: ModelPurpose): Promise<void> {
    await this.#keep(() => this.#client.call('languageModel.stop', { purpose }));
  }

  async #keep(ask: () => Promise<LanguageModelView>): Promise<void> {
    try {
      const { choice, pictures } = await ask();
      this.chosen = { words: choice, pictures };
      this.problem = null;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
