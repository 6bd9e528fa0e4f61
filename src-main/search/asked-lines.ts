import type { LibraryReader } from '../store/library-reader.ts';
import { linesWithAll, linesWithSome, type DialogueClause, type LineHit } from './dialogue-search.ts';
import type { FilmChoice } from './film-choice.ts';

/**
 * The lines that one search asks for, each clause once: what is said is looked at by itself and again beside the pictures,
 * and the steps and alternatives of a query share words.
 */
export class AskedLines {
  readonly #reader: LibraryReader;
  readonly #known = new Map<string, readonly LineHit[]>();

  constructor(reader: LibraryReader) {
    this.#reader = reader;
  }

  /** As {@link linesWithAll}; in these films. */
  withAll(clause: DialogueClause, films: FilmChoice): readonly LineHit[] {
    return this.#once('all', clause, films, (ids) => linesWithAll(this.#reader, clause, ids));
  }

  /** As {@link linesWithSome}; in these films. */
  withSome(clause: DialogueClause, films: FilmChoice): readonly LineHit[] {
    return this.#once('some', clause, films, (ids) => linesWithSome(this.#reader, clause, ids));
  }

  #once(
    share: 'all' | 'some',
    clause: DialogueClause,
    films: FilmChoice,
    ask: (films: readonly number[] | null) => readonly LineHit[],
  ): readonly LineHit[] {
    const ids = films && [...films].sort((a, b) => a - b);
    const key = JSON.stringify([share, clause, ids]);
    let hits = this.#known.get(key);
    if (!hits) {
      hits = ask(ids);
      this.#known.set(key, hits);
    }
    return hits;
  }
}
