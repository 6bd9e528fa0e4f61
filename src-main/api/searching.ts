import { openHead } from '../models/slots/learned-head.ts';
import { MomentSearch } from '../search/moment-search.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { SearchWords } from './search-words.ts';

/** What searches of a library need. */
export interface Searching {
  readonly search: MomentSearch;
  /** What the search reads words with. */
  readonly words: SearchWords;
}

/** Opens the models that searches ask, and none of the library's frames yet. */
export async function openSearching(reader: LibraryReader, cacheFolder: string): Promise<Searching> {
  const [wordWeights, spanPredictor, reRanker] = await Promise.all([
    openHead(cacheFolder, 'word-weights'),
    openHead(cacheFolder, 'span-predictor'),
    openHead(cacheFolder, 're-ranker'),
  ]);
  const words = await SearchWords.open(cacheFolder);
  return { words, search: new MomentSearch(reader, words.matcher, { wordWeights, spanPredictor, reRanker }) };
}
