import { foldCharacter, foldName } from '../domain/person-name.ts';
import type { PersonPart, PhrasePart } from '../domain/query.ts';
import { closingQuotes } from '../domain/query-syntax.ts';

/** A quote that is closed later than this many characters on is read as text. */
const longestQuote = 1000;

export interface Found<T> {
  readonly part: T;
  /** Index in the text just behind the part. */
  readonly end: number;
}

/** The names that queries may mention. */
export class KnownNames {
  readonly #byFold: ReadonlyMap<string, string>;
  /** Everything that a known name begins with. */
  readonly #beginnings: ReadonlySet<string>;

  constructor(names: readonly string[]) {
    this.#byFold = new Map(names.map((name) => [foldName(name), name]));
    this.#beginnings = new Set(
      [...this.#byFold.keys()].flatMap((name) =>
        Array.from({ length: name.length }, (_, at) => name.slice(0, at + 1)),
      ),
    );
  }

  /** The longest known name that begins at `start` and ends where a word ends. */
  at(text: string, start: number): { name: string; end: number } | undefined {
    let folded = '';
    let end = start;
    let best: { name: string; end: number } | undefined;
    while (end < text.length) {
      const character = String.fromCodePoint(text.codePointAt(end)!);
      const next = foldCharacter(character);
      end += character.length;
      if (next === ' ' && (folded === '' || folded.endsWith(' '))) {
        if (folded === '') return undefined;
        continue;
      }
      folded += next;
      if (!this.#beginnings.has(folded)) break;
      const name = this.#byFold.get(folded);
      if (name !== undefined && endsWord(text, end)) best = { name, end };
    }
    return best;
  }
}

/** Whether a name may end before `end`: scripts without spaces let the next word begin anywhere. */
function endsWord(text: string, end: number): boolean {
  if (end >= text.length) return true;
  const next = String.fromCodePoint(text.codePointAt(end)!);
  if (/\p{M}|\u200d/u.test(next)) return false;
  if (!/[\p{L}\p{N}]/u.test(next)) return true;
  const withoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
  return withoutSpaces.test(next);
}

/**
 * The person whose `@` stands at `at`: the longest known name there, without regard to case and accents; otherwise the next
 * word, or what is quoted, as an unknown person.
 */
export function personAt(text: string, at: number, names: KnownNames): Found<PersonPart> | undefined {
  if (text[at] !== '@' && text[at] !== '＠') return undefined;
  const start = at + 1;
  const plain = names.at(text, start);
  if (plain) {
    const possessive = /^['’]s(?![\p{L}\p{N}])/u.exec(text.slice(plain.end, plain.end + 4));
    const end = plain.end + (possessive?.[0].length ?? 0);
    return { part: { kind: 'person', name: plain.name, known: true }, end };
  }
  const inQuotes = quotedAt(text, start);
  if (inQuotes) {
    const inside = names.at(text, start + 1);
    if (inside && closingQuotes[text[start]!]!.includes(text[inside.end] ?? ' ')) {
      return { part: { kind: 'person', name: inside.name, known: true }, end: inside.end + 1 };
    }
    const name = inQuotes.text.replace(/\s+/g, ' ').trim();
    if (name !== '') return { part: { kind: 'person', name, known: false }, end: inQuotes.end };
  }
  const unknown = /^[^\s@＠"“”„‟＂«»「」『』｢｣,;:!?()，。；：！？、]+/u.exec(text.slice(start, start + 200));
  const name = unknown?.[0].replace(/[.'’]+$/u, '') ?? '';
  return name === '' ? undefined : { part: { kind: 'person', name, known: false }, end: start + name.length };
}

/** The dialogue whose opening quote stands at `at`. */
export function phraseAt(text: string, at: number): Found<PhrasePart> | undefined {
  const inQuotes = quotedAt(text, at);
  return inQuotes && { part: { kind: 'phrase', text: inQuotes.text.trim() }, end: inQuotes.end };
}

/** What stands between the quote at `at` and the one that closes it; nothing when none closes it. */
export function quotedAt(text: string, at: number): { text: string; end: number } | undefined {
  const closing = closingQuotes[text[at] ?? ''];
  if (!closing) return undefined;
  const following = text.slice(at + 1, at + 1 + longestQuote);
  const ends = [...closing].map((quote) => following.indexOf(quote)).filter((end) => end >= 0);
  if (ends.length === 0) return undefined;
  const length = Math.min(...ends);
  return { text: following.slice(0, length), end: at + 1 + length + 1 };
}
