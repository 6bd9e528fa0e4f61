import type { AppClient } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import type { NoticeAction, Notices } from './notices.svelte.ts';

/** What is decided of people and faces, of voices, and of collections is kept apart; each is taken back from its own end. */
export type DecisionLog = 'people' | 'voices' | 'collections';

/** Carries out what the person decides about people, faces, voices and collections, says what came of it and offers to take it back. */
export class Decisions {
  readonly #client: AppClient;
  readonly #notices: Notices;
  /** Undo takes back the latest decision only, so that only its notice offers it. */
  #undoNotice: number | null = null;
  /** Which log each decision of this page stands in, the latest last. */
  readonly #logs: DecisionLog[] = [];
  /** The decision that is being made; undo waits for it, since it is what the person means. */
  #making: Promise<unknown> = Promise.resolve();

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
  }

  /**
   * @param work gives the sentence that tells what was done
   * @returns false when it was refused
   */
  async make(work: () => Promise<string>, log: DecisionLog = 'people'): Promise<boolean> {
    const making = work();
    this.#making = making.catch(() => undefined);
    try {
      const sentence = await making;
      this.#logs.push(log);
      this.#say(sentence, { label: t('people.undo'), run: () => void this.undo() });
      return true;
    } catch (error) {
      this.#notices.failed(error);
      return false;
    }
  }

  /** Takes back the latest decision, whichever page it was made on. */
  async undo(): Promise<void> {
    await this.#making;
    try {
      const log = this.#logs.at(-1) ?? 'people';
      const { undone } = await this.#client.call(`${log}.undo`, {});
      this.#logs.pop();
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
