import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isIntent, type Intent } from '../intent.ts';

/** A way to say what a turn wants. */
export interface Paraphrase {
  readonly intent: Intent;
  readonly text: string;
}

/** The people in the paraphrases: they stand for whoever a turn names. */
export const exampleNames: readonly string[] = ['Ada', 'Bo'];

/** Reads a table of paraphrases: `[intent]`, then one sentence a line. Throws when a line stands under no known intent. */
export function parseParaphrases(table: string): Paraphrase[] {
  const found: Paraphrase[] = [];
  let intent: Intent | null = null;
  for (const line of table.split('\n').map((one) => one.trim())) {
    const heading = /^\[(.+)\]$/.exec(line)?.[1];
    if (heading !== undefined) {
      if (!isIntent(heading)) throw new Error(`There is no intent “${heading}”.`);
      intent = heading;
    } else if (line !== '') {
      if (intent === null) throw new Error(`“${line}” stands under no intent.`);
      found.push({ intent, text: line });
    }
  }
  return found;
}

/** The paraphrases that Kinora ships, of both languages. */
export function shippedParaphrases(): Paraphrase[] {
  const folder = paraphraseFolder();
  return ['english.txt', 'chinese.txt'].flatMap((file) =>
    parseParaphrases(readFileSync(join(folder, file), 'utf8')),
  );
}

/** The folder `assets/conversation`, found upwards from this file so that the sources and the built program share it. */
function paraphraseFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'assets', 'conversation');
    if (existsSync(join(candidate, 'english.txt'))) return candidate;
    if (dirname(folder) === folder) {
      throw new Error('The folder assets/conversation is missing from this installation.');
    }
  }
}
