import type { AppClient } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import type { NoticeAction, Notices } from './notices.svelte.ts';

/** Carries out what the person decides about people and faces, says what came of it and offers to take it back. */
export class Decisions {
  readonly #client: AppClient;
  readonly #notices: Notices;
  /** Undo takes back the latest decision only, so that only its notice offers it. */
  #undoNotice: number | null = null;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
  }

  /**
   * @param work gives the sentence that tells what was done
   * @returns false when it was refused
   */
  async make(work: () => Promise<string>): Promise<boolean> {
    try {
      this.#say(await work(), { label: t('people.undo'), run: () => void this.undo() });
      return true;
    } catch (error) {
      this.#notices.failed(error);
      return false;
    }
  }

  /** Takes back the latest decision, whichever page it was made on. */
  async undo(): Promise<void> {
    try {
      const { undone } = await this.#client.call('people.undo', {});
      this.#say(undone === null ? t('people.nothingToUndo') : t('unnamed.undone'));
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  #say(sentence: string, action?: NoticeAction): void {
    if (this.#undoNotice !== null) this.#notices.dismiss(this.#undoNotice);
    this.#undoNotice = this.#notices.say(sentence, action ? { action } : {});
  }
}
