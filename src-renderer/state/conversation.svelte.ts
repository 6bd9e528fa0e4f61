import type { ConversationView, InputOf, OutputOf } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { conversationName } from '../rules/conversation.ts';
import { problemOf, type Notices } from './notices.svelte.ts';

export type Reading = Pick<InputOf<'conversation.turn'>, 'intent' | 'person'>;
type Kept = OutputOf<'conversation.list'>['conversations'][number];

/** The conversation on the page, and the list of all that are remembered. */
export class Conversation {
  list = $state.raw<readonly Kept[]>([]);
  /** Null for one that is not begun. */
  session = $state<string | null>(null);
  view = $state.raw<ConversationView | null>(null);
  /** What is being said; empty for a change by hand, null while nothing goes on. */
  saying = $state<string | null>(null);
  /** What is written and not said yet. */
  draft = $state('');
  problem = $state.raw<Problem | null>(null);
  readonly #client: AppClient;
  readonly #notices: Notices;
  #abort: AbortController | null = null;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
    client.on('library.changed', () => {
      if (this.session !== null && this.saying === null) void this.#read(this.session);
    });
    // In this window or in another one.
    client.on('conversations.changed', ({ session }) => {
      void this.refreshList();
      if (session === this.session && this.saying === null) void this.#read(session);
    });
  }

  /** Shows a conversation; null for a new one. One that is just being begun goes on. */
  async open(session: string | null): Promise<void> {
    void this.refreshList();
    if (session === this.session && this.saying !== null) return;
    this.#giveUp();
    if (session !== this.session) this.view = null;
    this.session = session;
    this.problem = null;
    if (session !== null) await this.#read(session);
  }

  /** Begins a conversation with its first turn. @returns its name, as soon as that is known; null when it was stopped */
  async begin(text: string, reading: Reading = {}): Promise<string | null> {
    this.#giveUp();
    const abort = new AbortController();
    this.#abort = abort;
    this.session = null;
    this.view = null;
    this.saying = text;
    await this.refreshList();
    if (abort.signal.aborted) return null;
    const name = conversationName(
      text,
      this.list.map((kept) => kept.name),
    );
    this.session = name;
    void this.say(text, reading);
    return name;
  }

  /** Says something; a turn that is still under way is given up for it. */
  async say(text: string, reading: Reading = {}): Promise<void> {
    const { session } = this;
    if (session === null) return;
    await this.#change(text, async (signal) => {
      await this.#client.call('conversation.turn', { session, text, ...reading }, signal);
      return this.#client.call('conversation.state', { session }, signal);
    });
  }

  /** Says the last turn again as the person means it. */
  async meant(text: string, intent: NonNullable<Reading['intent']>): Promise<void> {
    const { session } = this;
    if (session === null) return;
    await this.#change(text, async (signal) => {
      await this.#client.call('conversation.undo', { session }, signal);
      await this.#client.call('conversation.turn', { session, text, intent }, signal);
      return this.#client.call('conversation.state', { session }, signal);
    });
  }

  /** Takes something out of what the conversation remembers. */
  async drop(part: InputOf<'conversation.drop'>['part']): Promise<void> {
    const { session } = this;
    if (session === null) return;
    await this.#change('', (signal) => this.#client.call('conversation.drop', { session, part }, signal));
  }

  /** Takes back a turn; those behind it are said again. */
  async takeBack(place: number): Promise<void> {
    const { session } = this;
    if (session === null) return;
    await this.#change('', (signal) => this.#client.call('conversation.undo', { session, place }, signal));
  }

  /** Gives up what is being said; it is in the field again. */
  stop(): void {
    if (this.draft === '') this.draft = this.saying ?? '';
    this.#giveUp();
    // It may have been answered in the last moment.
    if (this.session !== null) void this.#read(this.session);
  }

  async forget(session: string): Promise<void> {
    try {
      await this.#client.call('conversation.forget', { session });
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  async refreshList(): Promise<void> {
    try {
      this.list = (await this.#client.call('conversation.list', {})).conversations;
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  async #read(session: string): Promise<void> {
    try {
      const view = await this.#client.call('conversation.state', { session });
      if (session === this.session && this.saying === null) this.view = view;
    } catch (error) {
      if (session === this.session) this.problem = problemOf(error);
    }
  }

  /** What is refused is in the field again, unless something else is being written there. */
  async #change(saying: string, work: (signal: AbortSignal) => Promise<ConversationView>): Promise<void> {
    this.#giveUp();
    const abort = new AbortController();
    this.#abort = abort;
    this.saying = saying;
    this.problem = null;
    try {
      const view = await work(abort.signal);
      if (abort.signal.aborted) return;
      this.view = view;
      this.saying = null;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.problem = problemOf(error);
      if (this.draft === '') this.draft = saying;
      this.saying = null;
      // Of a change in several calls the first ones may be done.
      if (this.session !== null && this.view) await this.#read(this.session);
    }
  }

  #giveUp(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.saying = null;
  }
}
