import { queryTokens, type QueryToken } from './query-tokens.ts';
import { colouredObject, colourIds, objectIds } from './vector-layout.ts';
import type { Reach } from './synset-reach.ts';
import { peopleIn, type WordReach } from './word-reach.ts';

/** A word of a text, or a phrase, and what it means in the bank. */
export interface WordMeaning {
  readonly word: string;
  /** Names of places in the concept vector and how strongly the word means each, 0..1. */
  readonly reach: Reach;
}

export interface TextMeaning {
  readonly matched: readonly WordMeaning[];
  readonly unmatched: readonly string[];
}

interface Term {
  readonly word: string;
  /** The word in English, as far as it is one word. */
  readonly english: string;
  /** Null when the bank does not know the word. */
  readonly reach: Reach | null;
}

const longestPhrase = 3;
/** How many words may stand between a colour and its object ("white baseball uniform"). */
const colourDistance = 3;
/** How strongly a word must mean an object to take a colour, or persons to be counted. */
const clearly = 0.45;
/** How strongly a word must mean an object to take a colour that follows it ("the car is red"). */
const certainly = 0.8;
/** Words that only shade a colour ("dark green"). */
const shades: ReadonlySet<string> = new Set(['dark', 'light', 'bright', 'pale', 'deep']);
const colours: ReadonlySet<string> = new Set(colourIds);
const objects: ReadonlySet<string> = new Set(objectIds);

const counts: ReadonlyMap<string, string> = new Map([
  ['one', 'one person'],
  ['single', 'one person'],
  ['two', 'two people'],
  ['both', 'two people'],
  ['couple', 'two people'],
  ['pair', 'two people'],
  ...['three', 'four', 'five', 'six', 'several', 'many', 'few', 'group', 'bunch'].map(
    (word): [string, string] => [word, 'several people'],
  ),
]);

/**
 * What a text in English or Chinese means in the concept bank, word by word in their order. A colour is joined to the
 * object it stands with, a number to the people it counts. Words that say nothing of a picture are in neither list.
 */
export function meaningOf(text: string, words: WordReach): TextMeaning {
  const terms = termsOf(queryTokens(text), words);
  const matched: WordMeaning[] = [];
  const unmatched: string[] = [];
  for (const [index, term] of terms.entries()) {
    const next = terms[index + 1];
    if (shades.has(term.english) && next && isColour(next)) continue;
    const reach = countReach(terms, index) ?? colourReach(terms, index) ?? term.reach;
    if (reach) matched.push({ word: term.word, reach });
    else if (!counts.has(term.english) && !/^\d+$/.test(term.word)) unmatched.push(term.word);
  }
  return { matched, unmatched };
}

function termsOf(tokens: readonly QueryToken[], words: WordReach): Term[] {
  const terms: Term[] = [];
  for (let at = 0; at < tokens.length;) {
    const phrase = phraseAt(tokens, at, words);
    const token = tokens[at]!;
    if (phrase) {
      terms.push({ ...phrase.term });
      at += phrase.length;
      continue;
    }
    at += 1;
    if (token.stop && !counts.has(token.english[0]!)) continue;
    const meaning = token.stop ? null : (words.of(token.english) ?? reachOfEach(token.english, words));
    // "Group" and "few" mean something only with what they count; "couple" is two people by itself.
    const reach = counts.has(token.english[0]!) && strengthOf(meaning) < 1 ? null : meaning;
    terms.push({ word: token.surface, english: token.english.join(' '), reach });
  }
  return terms;
}

/** The longest phrase from here on that is the name of a concept. */
function phraseAt(
  tokens: readonly QueryToken[],
  at: number,
  words: WordReach,
): { term: Term; length: number } | null {
  for (let length = Math.min(longestPhrase, tokens.length - at); length > 1; length--) {
    const part = tokens.slice(at, at + length);
    const english = part.flatMap((token) => token.english);
    if (!words.isName(english)) continue;
    const word = part.map(({ surface }) => surface).join(' ');
    return { term: { word, english: english.join(' '), reach: words.of(english) }, length };
  }
  return null;
}

/** What the words of a phrase mean that WordNet does not have as one, together. */
function reachOfEach(words: readonly string[], known: WordReach): Reach | null {
  if (words.length < 2) return null;
  const entries = words.flatMap((word) => [...(known.of([word]) ?? [])]);
  return entries.length > 0 ? new Map(entries) : null;
}

/** People counted by a number word, when persons follow: "two women". */
function countReach(terms: readonly Term[], index: number): Reach | null {
  const count = counts.get(terms[index]!.english);
  if (!count) return null;
  const counted = terms.slice(index + 1, index + 1 + colourDistance);
  const thing = counted.find(
    ({ reach }) =>
      reach !== null &&
      (peopleIn(reach) >= clearly || [...reach].some(([id, sure]) => objects.has(id) && sure >= clearly)),
  );
  return thing?.reach && peopleIn(thing.reach) >= clearly ? new Map([[count, 1]]) : null;
}

function strengthOf(reach: Reach | null): number {
  return Math.max(0, ...(reach?.values() ?? []));
}

/** A colour joined to the objects of the word that it stands before, or else to those just before it. */
function colourReach(terms: readonly Term[], index: number): Reach | null {
  const { reach } = terms[index]!;
  const [colour] = [...(reach?.keys() ?? [])].filter((id) => colours.has(id));
  if (!colour) return null;
  const after = terms.slice(index + 1, index + 1 + colourDistance).find((term) => !isColour(term));
  const object = colouredBy(colour, after, clearly);
  if (object) return object;
  // "Orange" after an object is the fruit as likely as the colour.
  const isObjectToo = [...reach!.keys()].some((id) => objects.has(id));
  return (isObjectToo ? null : colouredBy(colour, terms[index - 1], certainly)) ?? reach;
}

/** The coloured objects that a word with objects means; null when it means none so strongly. */
function colouredBy(colour: string, term: Term | undefined, atLeast: number): Reach | null {
  const meant = [...(term?.reach ?? [])].filter(([id, weight]) => objects.has(id) && weight >= atLeast);
  return meant.length > 0 ? new Map(meant.map(([id, weight]) => [colouredObject(colour, id), weight])) : null;
}

function isColour({ reach }: Term): boolean {
  return [...(reach?.keys() ?? [])].some((id) => colours.has(id));
}
