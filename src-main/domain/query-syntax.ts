import { filterNames, type WordWeight } from './query.ts';
import { wordEnds } from './words.ts';

// What has a meaning in a query besides its words. The reader of queries and their writer both go by this.

/** Opening quotes and what closes each. */
export const closingQuotes: Readonly<Record<string, string>> = {
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

/** Quotes that the writer chooses from, the usual ones first. */
const writtenQuotes = ['""', '「」', '『』', '«»', '»«', '｢｣'] as const;

export type OperatorKind = 'then' | 'while' | 'or';

interface Word {
  /** As it has its meaning: a word that runs on into a backslash runs on into what stands behind it. */
  readonly meant: RegExp;
  /** As it stands behind a backslash. */
  readonly escaped: RegExp;
}

/** An English word, or Chinese words, which need no spaces around them but must not go on with certain characters. */
function word(english: string, chinese = '(?!)', other = ''): Word {
  const pattern = (runsOn: string): RegExp => {
    const inWord = `\\p{L}\\p{M}\\p{N}_'’\\-`;
    const inEnglish = `(?<![${inWord}])${english}(?![${inWord}${runsOn}])`;
    const inChinese = `(?:${chinese})${other && `(?![${other}${runsOn}])`}`;
    return new RegExp(`(?:${inEnglish}|${inChinese})`, 'iuy');
  };
  return { meant: pattern('\\\\'), escaped: pattern('') };
}

const operators: Readonly<Record<OperatorKind, Word>> = {
  then: word('then', '然后'),
  while: word('while', '同时'),
  // 或许, 或是, 或多或少 are words of their own.
  or: word('or', '或者|或', '许是多少然则'),
};
const operatorKinds = Object.keys(operators) as OperatorKind[];
const not = word('not', '没有|不|非');
const within = word('within');
/** Names of filters as they are written; those that say how a filter is meant have a name of their own. */
const filterWords: readonly string[] = [
  ...filterNames,
  ...['folder', 'film', 'longer', 'shorter', 'unseen'],
  ...[
    '文件夹',
    '影片',
    '年份',
    '添加',
    '时长',
    '长于',
    '短于',
    '景别',
    '镜头',
    '光线',
    '语言',
    '看过',
    '未看',
  ],
];
const filterPattern = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}_'’-])(${filterWords.join('|')})[:：](?=\\S)`,
  'iuy',
);
// A minus before it asks for what is not like it; a hyphen inside a word does not.
const likePattern = /(?<![\p{L}\p{M}\p{N}_'’]-?)(?:like|像)[:：](?=\S)/iuy;

/** What the words above begin with: most characters of a query need no closer look. */
const firstLetters: ReadonlySet<string> = new Set(
  ['then', 'while', 'or', 'not', 'within', 'like', ...filterWords, ...'然同或没不非像']
    .map((word) => word[0]!)
    .flatMap((letter) => [letter, letter.toUpperCase()]),
);

/** The operator whose word stands at `at`, with the place behind it. */
export function operatorAt(text: string, at: number): { kind: OperatorKind; end: number } | undefined {
  for (const kind of operatorKinds) {
    const end = endOf(operators[kind].meant, text, at);
    if (end !== undefined) return { kind, end };
  }
  return undefined;
}

/** The place behind a word that means "not". */
export function notAt(text: string, at: number): number | undefined {
  return endOf(not.meant, text, at);
}

/** The place behind the colon of a filter's name. */
export function filterNameAt(text: string, at: number): number | undefined {
  return endOf(filterPattern, text, at);
}

/** The place behind the colon of `like:`. */
export function likeNameAt(text: string, at: number): number | undefined {
  return endOf(likePattern, text, at);
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  if (!firstLetters.has(text[at] ?? '')) return undefined;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** A word's weight that stands at `at`, behind the word: `coffee^30`. */
export function weightAt(text: string, at: number): { picture: number; end: number } | undefined {
  if (text[at] !== '^') return undefined;
  const digits = /^\d{1,3}(?!\d)/.exec(text.slice(at + 1, at + 6))?.[0];
  const picture = Number(digits ?? NaN);
  return picture <= 100 ? { picture, end: at + 1 + digits!.length } : undefined;
}

/** The place behind what has a meaning at `at` unless a backslash stands before it. */
export function meaningfulAt(text: string, at: number): number | undefined {
  const character = text[at];
  if (character === undefined) return undefined;
  if (character in closingQuotes || '@＠\\-'.includes(character)) return at + 1;
  for (const { escaped } of [...Object.values(operators), not, within]) {
    const end = endOf(escaped, text, at);
    if (end !== undefined) return end;
  }
  if (weightAt(text, at)) return at + 1;
  return filterNameAt(text, at) ?? likeNameAt(text, at);
}

/** A text in quotes of which none closes it early. */
export function quoted(text: string): string {
  const [open, close] = writtenQuotes.find(([opening]) => !meets(text, closingQuotes[opening!]!)) ?? '""';
  return `${open}${text}${close}`;
}

function meets(text: string, characters: string): boolean {
  return [...characters].some((character) => text.includes(character));
}

/**
 * Free text written so that it is read as the same text, with a backslash before what would mean something else, and with
 * the weights of its words.
 */
export function escapedWords(text: string, weights: readonly WordWeight[] = []): string {
  const { marked, marks } = withWeights(text, weights);
  let written = '';
  for (let at = 0; at < marked.length;) {
    const mark = marks.get(at);
    const end = mark === undefined ? meaningfulAt(marked, at) : undefined;
    if (mark !== undefined) {
      written += mark;
      at += mark.length;
    } else if (end !== undefined && !isHarmless(marked, at, end)) {
      written += `\\${marked.slice(at, end)}`;
      at = end;
    } else written += marked[at++];
  }
  return written;
}

/** A text with the weights behind their words, and where in it they stand. */
function withWeights(
  text: string,
  weights: readonly WordWeight[],
): { marked: string; marks: ReadonlyMap<number, string> } {
  const marks = new Map<number, string>();
  if (weights.length === 0) return { marked: text, marks };
  const percents = new Map(weights.map(({ word, picture }) => [word, picture]));
  let marked = '';
  let from = 0;
  for (const { word, end } of weighableWords(text)) {
    const picture = percents.get(word);
    if (picture === undefined) continue;
    marked += text.slice(from, end);
    const mark = `^${picture}`;
    marks.set(marked.length, mark);
    marked += mark;
    from = end;
  }
  return { marked: marked + text.slice(from), marks };
}

/** The words of a text that can carry a weight, each with the place behind it. */
export function weighableWords(text: string): { readonly word: string; readonly end: number }[] {
  return wordEnds(text).filter(({ end }) => endsInWord(text.slice(0, end)));
}

/** Whether a weight may follow. */
export function endsInWord(text: string): boolean {
  return /[\p{L}\p{N}\p{M}]$/u.test(text.slice(-2));
}

/** Whether what could mean something does not where it stands: a hyphen inside a word, "not" before a plain word. */
function isHarmless(text: string, at: number, end: number): boolean {
  if (text[at] === '-') return at > 0 && !/\s/.test(text[at - 1]!);
  if (endOf(within.escaped, text, at) === end) return at > 0;
  return endOf(not.escaped, text, at) === end && !/^\s*(?:$|(?:the|a|an|any)\s)/iu.test(text.slice(end));
}
