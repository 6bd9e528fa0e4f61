import type { InputOf, LanguageModelView, ModelPurpose } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { problemOf } from './notices.svelte.ts';

/** The model that helps with words, or that takes pictures, as the library keeps it. */
export class LanguageModelState {
  /** Null while there is none, or while that is not known. */
  current = $state.raw<LanguageModelView['choice']>(null);
  problem = $state.raw<Problem | null>(null);
  readonly #client: AppClient;
  readonly #purpose: ModelPurpose;

  constructor(client: AppClient, purpose: ModelPurpose) {
    this.#client = client;
    this.#purpose = purpose;
  }

  async read(): Promise<void> {
    await this.#keep(() => this.#client.call('languageModel.settings', {}));
  }

  /** Without consent an address on another machine is a problem of the code `leaves-machine`. */
  async use(choice: Omit<InputOf<'languageModel.use'>, 'purpose'>): Promise<void> {
    await this.#keep(() => this.#client.call('languageModel.use', { ...choice, purpose: this.#purpose }));
  }

  async stop(): Promise<void> {
    await this.#keep(() => this.#client.call('languageModel.stop', { purpose: this.#purpose }));
  }

  async #keep(ask: () => Promise<LanguageModelView>): Promise<void> {
    try {
      const { choice, pictures } = await ask();
      this.current = this.#purpose === 'words' ? choice : pictures;
      this.problem = null;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
