import type { InputOf, LanguageModelView } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { problemOf } from './notices.svelte.ts';

/** The language model that helps with conversations, as the library keeps it. */
export class LanguageModelState {
  /** Null while there is none, or while that is not known. */
  current = $state.raw<LanguageModelView['choice']>(null);
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

  async stop(): Promise<void> {
    await this.#keep(() => this.#client.call('languageModel.stop', {}));
  }

  async #keep(ask: () => Promise<LanguageModelView>): Promise<void> {
    try {
      this.current = (await ask()).choice;
      this.problem = null;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
