import { openChosenTexts, type OpenTextMatcher } from '../models/chosen-models.ts';
import type { TextMatcher } from '../models/families/visual-text-encoder.ts';
import type { MomentSearch } from '../search/moment-search.ts';

/** What the search of one library reads words with: it changes when another model is chosen. */
export class SearchWords {
  readonly #cacheFolder: string;
  #opened: OpenTextMatcher;

  private constructor(cacheFolder: string, opened: OpenTextMatcher) {
    this.#cacheFolder = cacheFolder;
    this.#opened = opened;
  }

  static async open(cacheFolder: string): Promise<SearchWords> {
    return new SearchWords(cacheFolder, await openChosenTexts(cacheFolder));
  }

  get matcher(): TextMatcher {
    return this.#opened.matcher;
  }

  /** Opens what is chosen now, and lets what was go when the search reads with it no more. */
  async renew(search: Pick<MomentSearch, 'readWith'>): Promise<void> {
    const before = this.#opened;
    this.#opened = await openChosenTexts(this.#cacheFolder);
    search.readWith(this.matcher);
    await before.close();
  }

  close(): Promise<void> {
    return this.#opened.close();
  }
}
