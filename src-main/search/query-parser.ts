import { foldCharacter, foldName } from '../domain/person-name.ts';
import type { QueryPart } from '../domain/query.ts';
import { wordsOf } from '../domain/words.ts';

/** More people or phrases than this in one query are read as plain words. */
const mostMentions = 20;
/** A quote that is closed later than this many characters on is read as text. */
const longestQuote = 1000;

const closingQuotes: Readonly<Record<string, string>> = {
  '"': '"“”„‟＂',
  '“': '"“”„‟＂',
  '”': '"“”„‟＂',
  '„': '"“”„‟＂',
  '‟': '"“”„‟＂',
  '＂': '"“”„‟＂',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
  '｢': '｣',
};

interface Found {
  readonly part: QueryPart;
  /** Index in the text just behind the part. */
  readonly end: number;
}

/**
 * Divides a query into people, quoted dialogue and plain words, in their order.
 *
 * `@Name` takes the longest known name that stands there, without regard to case and accents; otherwise the next word, as an
 * unknown person. `@"Some Name"` takes what is quoted. Straight, curly, angle and Chinese quotes mark dialogue; a quote that
 * is never closed is text like any other. No input throws.
 *
 * @param names the names of the people in the library
 */
export function parseQuery(text: string, names: readonly string[]): QueryPart[] {
  const known = new Map(names.map((name) => [foldName(name), name]));
  const longest = Math.max(0, ...[...known.keys()].map((name) => name.length));
  const parts: QueryPart[] = [];
  let words = '';
  let mentions = 0;

  const flush = () => {
    const plain = words.replace(/\s+/g, ' ').trim();
    if (/[^\p{P}\s]/u.test(plain)) parts.push({ kind: 'words', text: plain });
    words = '';
  };

  for (let at = 0; at < text.length;) {
    const found =
      mentions < mostMentions ? (personAt(text, at, known, longest) ?? phraseAt(text, at)) : undefined;
    if (found) {
      flush();
      if (!addsNothing(parts, found.part)) parts.push(found.part);
      mentions++;
      at = found.end;
    } else words += text[at++];
  }
  flush();
  return parts;
}

function addsNothing(parts: readonly QueryPart[], part: QueryPart): boolean {
  if (part.kind === 'phrase') return wordsOf(part.text).length === 0;
  if (part.kind !== 'person') return false;
  const folded = foldName(part.name);
  return parts.some((other) => other.kind === 'person' && foldName(other.name) === folded);
}

function personAt(
  text: string,
  at: number,
  known: ReadonlyMap<string, string>,
  longest: number,
): Found | undefined {
  if (text[at] !== '@' && text[at] !== '＠') return undefined;
  // `ada@home` is an address, not a person.
  if (at > 0 && /[a-z0-9._-]/i.test(text[at - 1]!)) return undefined;
  const start = at + 1;
  const plain = knownNameAt(text, start, known, longest);
  if (plain) {
    const possessive = /^['’]s(?![\p{L}\p{N}])/u.exec(text.slice(plain.end, plain.end + 4));
    const end = plain.end + (possessive?.[0].length ?? 0);
    return { part: { kind: 'person', name: plain.name, known: true }, end };
  }

  const quoted = quotedAt(text, start);
  if (quoted) {
    const inside = knownNameAt(text, start + 1, known, longest);
    if (inside && closingQuotes[text[start]!]!.includes(text[inside.end] ?? ' ')) {
      return { part: { kind: 'person', name: inside.name, known: true }, end: inside.end + 1 };
    }
    const name = quoted.text.replace(/\s+/g, ' ').trim();
    if (name !== '') return { part: { kind: 'person', name, known: false }, end: quoted.end };
  }
  const unknown = /^[^\s@＠"“”„‟＂«»「」『』｢｣,;:!?()，。；：！？、]+/u.exec(text.slice(start, start + 200));
  const name = unknown?.[0].replace(/[.'’]+$/u, '') ?? '';
  return name === '' ? undefined : { part: { kind: 'person', name, known: false }, end: start + name.length };
}

/** The longest known name that begins at `start` and ends where a word ends. */
function knownNameAt(
  text: string,
  start: number,
  known: ReadonlyMap<string, string>,
  longest: number,
): { name: string; end: number } | undefined {
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
    if (folded.length > longest) break;
    const name = known.get(folded);
    if (name !== undefined && endsWord(text, end)) best = { name, end };
  }
  return best;
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

function phraseAt(text: string, at: number): Found | undefined {
  const quoted = quotedAt(text, at);
  return quoted && { part: { kind: 'phrase', text: quoted.text.trim() }, end: quoted.end };
}

/** What stands between the quote at `at` and the one that closes it. */
function quotedAt(text: string, at: number): { text: string; end: number } | undefined {
  const closing = closingQuotes[text[at] ?? ''];
  if (!closing) return undefined;
  const last = Math.min(text.length, at + 1 + longestQuote);
  for (let end = at + 1; end < last; end++) {
    if (closing.includes(text[end]!)) return { text: text.slice(at + 1, end), end: end + 1 };
  }
  return undefined;
}
