import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Example } from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import { fileInput } from '../client/file-input.ts';
import { withExample } from '../rules/query-text.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { router } from './router.svelte.ts';
import type { SearchState } from './search.svelte.ts';

/** Bytes that go to the core in one call where the host may not know the file's path. */
const mostBytes = 30_000_000;

/** Pictures, clips and moments that searches compare with. */
export class ExampleState {
  /** True while a file is being read. */
  attaching = $state(false);
  readonly #known = new SvelteMap<string, Example>();
  readonly #asked = new SvelteSet<string>();
  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #search: SearchState;

  constructor(client: AppClient, notices: Notices, search: SearchState) {
    this.#client = client;
    this.#notices = notices;
    this.#search = search;
  }

  /** What an example of a query is called; undefined until the core has said it. */
  named(id: string): Example | undefined {
    return this.#known.get(id);
  }

  /** Asks the core for the names of examples that are not known yet. */
  async learn(ids: readonly string[]): Promise<void> {
    const examples = ids.filter((id) => !this.#asked.has(id));
    if (examples.length === 0) return;
    for (const id of examples) this.#asked.add(id);
    try {
      const answer = await this.#client.call('search.examples', { examples });
      for (const example of answer.examples) this.#known.set(example.id, example);
    } catch {
      // The chip shows the bare id until it is asked for again.
      for (const id of examples) this.#asked.delete(id);
    }
  }

  /** Looks for what is like the first of these files, beside what is being looked for already. */
  async attach(files: readonly File[]): Promise<void> {
    const file = files[0];
    if (!file || this.attaching) return;
    const pathOf = this.#client.pathOf?.bind(this.#client);
    if ((pathOf?.(file) ?? '') === '' && file.size > mostBytes) {
      this.#notices.problem({
        code: 'bad-input',
        sentence: t('example.tooLarge', file.name, mostBytes / 1_000_000),
        remedy: t('example.tooLargeHint'),
      });
      return;
    }
    this.attaching = true;
    try {
      const example = await this.#client.call('search.attach', { file: await fileInput(file, pathOf) });
      this.#known.set(example.id, example);
      const { route } = router;
      const query = route.name === 'search' ? this.#search.text : '';
      router.search(withExample(query, example.id));
    } catch (error) {
      this.#notices.failed(error);
    }
    this.attaching = false;
  }

  /** Looks for what is like a moment or a picture of the library. */
  moreLike(id: string): void {
    router.search(withExample('', id));
  }
}
