import { createContext } from 'svelte';
import type { AppClient, Connection } from '../client/app-client.ts';
import { CollectionsState } from './collections.svelte.ts';
import { ConceptsState } from './concepts.svelte.ts';
import { Conversation } from './conversation.svelte.ts';
import { ExampleState } from './examples.svelte.ts';
import { Decisions } from './decisions.ts';
import { DragOut } from './drag-out.ts';
import { ExportState } from './exports.svelte.ts';
import { LibraryState } from './library.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { PeopleState } from './people.svelte.ts';
import { SavedSearches } from './saved-searches.svelte.ts';
import { SearchState } from './search.svelte.ts';
import { UnnamedState } from './unnamed.svelte.ts';
import { VoicesState } from './voices.svelte.ts';

/** Everything the screens share. */
export class AppState {
  readonly client: AppClient;
  readonly notices = new Notices();
  readonly decisions: Decisions;
  readonly library: LibraryState;
  readonly people: PeopleState;
  readonly concepts: ConceptsState;
  readonly collections: CollectionsState;
  readonly unnamed: UnnamedState;
  readonly voices: VoicesState;
  readonly search: SearchState;
  readonly examples: ExampleState;
  readonly searches: SavedSearches;
  readonly exports: ExportState;
  readonly drag: DragOut;
  readonly conversation: Conversation;
  connection = $state<Connection>('connected');

  constructor(client: AppClient) {
    this.client = client;
    this.decisions = new Decisions(client, this.notices);
    this.library = new LibraryState(client, this.notices);
    this.people = new PeopleState(client, this.notices, this.decisions);
    this.unnamed = new UnnamedState(client, this.notices, this.decisions);
    this.voices = new VoicesState(client, this.notices, this.decisions);
    this.concepts = new ConceptsState(client, this.notices);
    this.collections = new CollectionsState(client, this.notices, this.decisions);
    this.search = new SearchState(client);
    this.searches = new SavedSearches(client, this.notices);
    this.examples = new ExampleState(client, this.notices, this.search);
    this.exports = new ExportState(client, this.notices);
    this.drag = new DragOut(client, this.notices);
    this.conversation = new Conversation(client, this.notices);
    client.onConnection((connection) => {
      const returned = connection === 'connected' && this.connection !== 'connected';
      // The refusal is the more telling of the two, and each new try begins with the loss.
      if (connection !== 'lost' || this.connection === 'connected') this.connection = connection;
      if (returned) this.refresh();
    });
  }

  /** Reads what the first screen shows, and all the rest as soon as that is seen. */
  async begin(): Promise<void> {
    await Promise.all([this.library.refresh(), this.people.refresh()]);
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 300 }));
    this.#refreshOthers();
  }

  refresh(): void {
    void this.library.refresh();
    void this.people.refresh();
    this.#refreshOthers();
  }

  #refreshOthers(): void {
    void this.concepts.refresh();
    void this.collections.refresh();
    void this.unnamed.refresh();
    void this.voices.refresh();
    void this.searches.refresh();
  }
}

export const [useApp, provideApp] = createContext<AppState>();
