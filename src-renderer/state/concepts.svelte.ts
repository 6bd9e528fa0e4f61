import type { Concept, InputOf, OutputOf } from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { Refresher } from './refresher.ts';

export type ConceptInput = InputOf<'concepts.add'>;
export type ConceptPreview = OutputOf<'concepts.preview'>;

/** Every pet, object and place that the library knows by name. */
export class ConceptsState {
  list = $state.raw<readonly Concept[]>([]);
  loaded = $state(false);

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #refresher: Refresher;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
    this.#refresher = new Refresher(() => this.#read());
    client.on('library.changed', ({ what }) => {
      if (what === 'concepts' || what === 'videos') void this.refresh();
    });
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  named(name: string): Concept | null {
    const wanted = name.toLocaleLowerCase();
    return this.list.find((concept) => concept.name.toLocaleLowerCase() === wanted) ?? null;
  }

  /** Throws what the core says. */
  preview({ kind, pictures }: Omit<ConceptInput, 'name'>): Promise<ConceptPreview> {
    return this.#client.call('concepts.preview', { kind, pictures });
  }

  /** Throws what the core says when the name or every picture is refused. */
  async enrol(input: ConceptInput): Promise<OutputOf<'concepts.add'>> {
    const answer = await this.#client.call('concepts.add', input);
    await this.refresh();
    return answer;
  }

  /** False when that was refused. */
  async rename(concept: Concept, to: string): Promise<boolean> {
    let isDone = false;
    try {
      await this.#client.call('concepts.rename', { name: concept.name, to });
      isDone = true;
      this.#notices.say(t('people.renamed', concept.name, to));
    } catch (error) {
      this.#notices.failed(error);
    }
    await this.refresh();
    return isDone;
  }

  async remove(concept: Concept): Promise<void> {
    try {
      await this.#client.call('concepts.remove', { name: concept.name });
      this.#notices.say(t('people.removed', concept.name));
    } catch (error) {
      this.#notices.failed(error);
    }
    await this.refresh();
  }

  async #read(): Promise<void> {
    try {
      this.list = (await this.#client.call('concepts.list', {})).concepts;
      this.loaded = true;
    } catch (error) {
      if (!this.loaded) this.#notices.failed(error);
    }
  }
}
