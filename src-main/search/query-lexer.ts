import type { OperatorPart, WantedPart } from '../domain/query.ts';
import {
  endsInWord,
  filterNameAt,
  likeNameAt,
  meaningfulAt,
  notAt,
  operatorAt,
  weightAt,
} from '../domain/query-syntax.ts';
import { wordsOf } from '../domain/words.ts';
import { readFilter } from './query-filters.ts';
import { exampleAt, personAt, phraseAt, quotedAt, type Found, type KnownNames } from './query-mentions.ts';
import type { QueryFilter } from './query-plan.ts';

/** A piece of a query as it stands there. */
export type Lexeme =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'wanted'; readonly part: WantedPart }
  | { readonly kind: 'not'; readonly part: WantedPart; readonly source: string }
  | { readonly kind: 'operator'; readonly operator: OperatorPart; readonly source: string }
  /** Of the word that ends there. */
  | { readonly kind: 'weight'; readonly picture: number }
  | { readonly kind: 'filter'; readonly filter: QueryFilter }
  /** What has the form of a filter, but a value that says nothing. */
  | { readonly kind: 'no-filter'; readonly source: string };

/** More phrases, operators or filters than this in one query are read as plain words, and more people than that. */
const mostMarks = 20;
const mostPeople = 100;
/** A longer description of what is not wanted ends there. */
const mostAbsentWords = 6;
/** Seconds that may lie between two steps at most: no film is longer. */
const longestGap = 86_400;
const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60 };

/** After these, "not" belongs to what is said: "it is not the car". */
const auxiliaries = new Set(
  'am is are was were be been do does did has have had can could will would shall should may might must if or why and but'.split(
    ' ',
  ),
);
const longestAuxiliary = Math.max(...[...auxiliaries].map((word) => word.length));
/** A description of a thing ends before these: "not the red car in the kitchen". */
const prepositions = new Set(
  'in on at to from by with for into onto over under above below between among near next beside behind and but'.split(
    ' ',
  ),
);

/** Divides a query into what has a meaning of its own and the text between. No input throws. */
export function lexemesOf(text: string, names: KnownNames): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let plain = '';
  let marks = 0;
  let people = 0;
  const push = (lexeme: Lexeme): void => {
    if (plain !== '') lexemes.push({ kind: 'text', text: plain });
    plain = '';
    lexemes.push(lexeme);
  };
  for (let at = 0; at < text.length;) {
    const literal = text[at] === '\\' ? meaningfulAt(text, at + 1) : undefined;
    if (literal !== undefined) {
      plain += text.slice(at + 1, literal);
      at = literal;
      continue;
    }
    const weight = text[at] === '^' && endsInWord(plain) ? weightAt(text, at) : undefined;
    if (weight) {
      push({ kind: 'weight', picture: weight.picture });
      at = weight.end;
      continue;
    }
    const found = marks < mostMarks || people < mostPeople ? markAt(text, at, plain, names) : undefined;
    const isPerson = found?.part.kind === 'wanted' && found.part.part.kind === 'person';
    if (found && (isPerson ? people < mostPeople : marks < mostMarks)) {
      push(found.part);
      if (isPerson) people++;
      else marks++;
      at = found.end;
    } else plain += text[at++];
  }
  if (plain !== '') lexemes.push({ kind: 'text', text: plain });
  return lexemes;
}

function markAt(text: string, at: number, before: string, names: KnownNames): Found<Lexeme> | undefined {
  return (
    mentionAt(text, at, names) ?? absentAt(text, at, before, names) ?? filterAt(text, at) ?? joinAt(text, at)
  );
}

function mentionAt(text: string, at: number, names: KnownNames): Found<Lexeme> | undefined {
  const found = saidAt(text, at, names) ?? phraseAt(text, at) ?? exampleAt(text, at);
  return found && { part: { kind: 'wanted', part: found.part }, end: found.end };
}

/** `@name`, or with a colon behind it what that person says: a phrase, words up to the next mark, or nothing. */
function saidAt(text: string, at: number, names: KnownNames): Found<WantedPart> | undefined {
  // `ada@home` is an address, not a person.
  const isAddress = at > 0 && /[a-z0-9._-]/i.test(text[at - 1]!);
  const person = isAddress ? undefined : personAt(text, at, names);
  const colon = person && /^[:：]\s*/u.exec(text.slice(person.end, person.end + 100));
  if (!person || !colon) return person;
  const { name, known } = person.part;
  const from = person.end + colon[0].length;
  const phrase = phraseAt(text, from);
  if (phrase && wordsOf(phrase.part.text).length > 0) {
    return { part: { kind: 'said', name, known, text: phrase.part.text, exact: true }, end: phrase.end };
  }
  let words = '';
  let end = from;
  while (end < text.length && !endsSpeech(text, end, words, names)) {
    const literal = text[end] === '\\' ? meaningfulAt(text, end + 1) : undefined;
    words += literal === undefined ? text[end] : text.slice(end + 1, literal);
    end = literal ?? end + 1;
  }
  return { part: { kind: 'said', name, known, text: words.replace(/\s+/gu, ' ').trim(), exact: false }, end };
}

/** Whether something stands at `at` that is no word of what somebody says. */
function endsSpeech(text: string, at: number, before: string, names: KnownNames): boolean {
  const isPerson = !/[a-z0-9._-]$/i.test(before) && personAt(text, at, names) !== undefined;
  return (
    isPerson ||
    (phraseAt(text, at) ??
      exampleAt(text, at) ??
      absentAt(text, at, before, names) ??
      filterAt(text, at) ??
      joinAt(text, at)) !== undefined
  );
}

/** `-word`, `-@name`, `-"phrase"`, `not @name`, `not "phrase"`, `not the red car`. */
function absentAt(text: string, at: number, before: string, names: KnownNames): Found<Lexeme> | undefined {
  const absent = (found: Found<WantedPart>): Found<Lexeme> => ({
    part: { kind: 'not', part: found.part, source: text.slice(at, found.end) },
    end: found.end,
  });
  const mention = (from: number): Found<WantedPart> | undefined => {
    const found = personAt(text, from, names) ?? phraseAt(text, from) ?? exampleAt(text, from);
    return found && (found.part.kind !== 'phrase' || wordsOf(found.part.text).length > 0) ? found : undefined;
  };
  if (text[at] === '-' && (at === 0 || /\s/.test(text[at - 1]!))) {
    const found = mention(at + 1) ?? wordAt(text, at + 1);
    return found && absent(found);
  }
  const behind = notAt(text, at);
  if (behind === undefined) return undefined;
  const from = behind + /^\s*/.exec(text.slice(behind))![0].length;
  const found = mention(from);
  if (found) return absent(found);
  if (endsInAuxiliary(before)) return undefined;
  const thing = thingAt(text, from);
  return thing && absent(thing);
}

/** Looks at the last few characters alone: a query may hold thousands of "not", each with all the others before it. */
function endsInAuxiliary(before: string): boolean {
  const last = /\p{L}+$/u.exec(before.trimEnd().slice(-longestAuxiliary - 1))?.[0].toLowerCase();
  return last !== undefined && auxiliaries.has(last);
}

function wordAt(text: string, at: number): Found<WantedPart> | undefined {
  const word = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/u.exec(text.slice(at, at + 100))?.[0];
  return word === undefined ? undefined : { part: { kind: 'words', text: word }, end: at + word.length };
}

/** Words behind an article, up to what cannot belong to them. */
function thingAt(text: string, at: number): Found<WantedPart> | undefined {
  const article = /^(?:the|a|an|any)\s+/i.exec(text.slice(at, at + 20));
  if (!article) return undefined;
  const words: string[] = [];
  let end = at + article[0].length;
  let next = end;
  while (words.length < mostAbsentWords) {
    const found = wordAt(text, next);
    if (found?.part.kind !== 'words' || meansSomething(text, next)) break;
    if (prepositions.has(found.part.text.toLowerCase())) break;
    words.push(found.part.text);
    end = found.end;
    const space = /^\s+/.exec(text.slice(end, end + 20));
    if (!space) break;
    next = end + space[0].length;
  }
  if (words.length === 0) return undefined;
  const comma = /^[,，]/.exec(text.slice(end, end + 1));
  return { part: { kind: 'words', text: words.join(' ') }, end: end + (comma ? 1 : 0) };
}

function meansSomething(text: string, at: number): boolean {
  return (
    operatorAt(text, at) !== undefined ||
    notAt(text, at) !== undefined ||
    likeNameAt(text, at) !== undefined ||
    filterNameAt(text, at) !== undefined
  );
}

function filterAt(text: string, at: number): Found<Lexeme> | undefined {
  const from = filterNameAt(text, at) ?? likeNameAt(text, at);
  if (from === undefined) return undefined;
  const inQuotes = quotedAt(text, from);
  const bare = /^[^\s"“”„‟＂«»「」『』｢｣@＠\\]*/u.exec(text.slice(from, from + 200))![0];
  const end = inQuotes?.end ?? from + bare.length;
  const filter = readFilter(text.slice(at, from - 1), inQuotes?.text ?? bare);
  return filter
    ? { part: { kind: 'filter', filter }, end }
    : { part: { kind: 'no-filter', source: text.slice(at, end) }, end };
}

function joinAt(text: string, at: number): Found<Lexeme> | undefined {
  const found = operatorAt(text, at);
  if (!found) return undefined;
  const { kind } = found;
  if (kind !== 'then') {
    return {
      part: { kind: 'operator', operator: { kind }, source: text.slice(at, found.end) },
      end: found.end,
    };
  }
  const gap =
    /^\s+within\s+(\d{1,6}(?:\.\d{1,3})?)\s*(?:(s)(?:ec(?:ond)?s?)?|(m)(?:in(?:ute)?s?)?)(?![\p{L}\p{N}])/iu.exec(
      text.slice(found.end, found.end + 60),
    );
  const seconds = gap && Number(gap[1]) * secondsOf[(gap[2] ?? gap[3])!.toLowerCase()]!;
  const within = seconds === null ? null : Math.min(longestGap, Math.round(seconds * 1000) / 1000);
  const end = found.end + (gap?.[0].length ?? 0);
  return { part: { kind: 'operator', operator: { kind, within }, source: text.slice(at, end) }, end };
}
