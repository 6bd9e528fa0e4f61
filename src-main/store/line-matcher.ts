import BetterSqlite, { type Database, type Statement } from 'better-sqlite3';
import { wordsOf } from '../domain/words.ts';
import { quotedForSearch } from './dialogue-queries.ts';

const open = '\u0002';
const close = '\u0003';

/**
 * Tells which words of a line a query meets, by the same tokenizer as the library's full-text index: that one keeps no text,
 * so the few lines of a result are read again here, in memory.
 */
export class LineMatcher {
  readonly #db: Database;
  readonly #clear: Statement;
  readonly #write: Statement;
  readonly #read: Statement;

  constructor() {
    this.#db = new BetterSqlite(':memory:');
    this.#db.exec(
      `CREATE VIRTUAL TABLE line USING fts5 (words, tokenize = 'porter unicode61 remove_diacritics 2')`,
    );
    this.#clear = this.#db.prepare('DELETE FROM line');
    this.#write = this.#db.prepare('INSERT INTO line (words) VALUES (?)');
    this.#read = this.#db.prepare('SELECT highlight(line, 0, ?, ?) FROM line WHERE line MATCH ?').pluck();
  }

  /** For each of `phrases` (words that stand side by side) the words of the line that answer it, as they stand in it. */
  match(text: string, phrases: readonly (readonly string[])[]): string[][] {
    this.#clear.run();
    this.#write.run(wordsOf(text).join(' '));
    return phrases.map((phrase) => {
      const marked = this.#read.get(open, close, quotedForSearch(phrase)) as string | undefined;
      return marked === undefined ? [] : markedWords(marked);
    });
  }

  close(): void {
    this.#db.close();
  }
}

/** The space-divided words of a text that carry at least one mark. */
function markedWords(marked: string): string[] {
  const found: string[] = [];
  let inside = false;
  for (const word of marked.split(' ')) {
    if (inside || word.includes(open)) found.push(word.replaceAll(open, '').replaceAll(close, ''));
    const lastOpen = word.lastIndexOf(open);
    const lastClose = word.lastIndexOf(close);
    if (lastOpen !== lastClose) inside = lastOpen > lastClose;
  }
  return found;
}
