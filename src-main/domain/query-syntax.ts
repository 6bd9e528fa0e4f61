import { filterNames } from './query.ts';

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
const filterPattern = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}_'’-])(${filterNames.join('|')})[:：](?=\\S)`,
  'iuy',
);

/** What the words above begin with: most characters of a query need no closer look. */
const firstLetters: ReadonlySet<string> = new Set('twoniysldTWONIYSLD然同或没不非');

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

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  if (!firstLetters.has(text[at] ?? '')) return undefined;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
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
  return filterNameAt(text, at);
}

/** A text in quotes of which none closes it early. */
export function quoted(text: string): string {
  const [open, close] = writtenQuotes.find(([opening]) => !meets(text, closingQuotes[opening!]!)) ?? '""';
  return `${open}${text}${close}`;
}

function meets(text: string, characters: string): boolean {
  return [...characters].some((character) => text.includes(character));
}

/** Free text written so that it is read as the same text, with a backslash before what would mean something else. */
export function escapedWords(text: string): string {
  let written = '';
  for (let at = 0; at < text.length;) {
    const end = meaningfulAt(text, at);
    if (end !== undefined && !isHarmless(text, at, end)) {
      written += `\\${text.slice(at, end)}`;
      at = end;
    } else written += text[at++];
  }
  return written;
}

/** Whether what could mean something does not where it stands: a hyphen inside a word, "not" before a plain word. */
function isHarmless(text: string, at: number, end: number): boolean {
  if (text[at] === '-') return at > 0 && !/\s/.test(text[at - 1]!);
  if (endOf(within.escaped, text, at) === end) return at > 0;
  return endOf(not.escaped, text, at) === end && !/^\s*(?:$|(?:the|a|an|any)\s)/iu.test(text.slice(end));
}
