import type { SaidPart } from '../domain/query.ts';
import type { CueRow } from '../store/cue-table.ts';
import { quotedForSearch, type FoundCue } from '../store/dialogue-queries.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { wordsOf } from '../domain/words.ts';
import { tellingWords } from './stop-words.ts';

/** What a query asks of the dialogue: words that stand side by side, or words in any order. */
export interface DialogueClause {
  readonly kind: 'phrase' | 'words';
  /** None for whatever a speaker says. */
  readonly words: readonly string[];
  /** The person who must say it; anybody when left out. */
  readonly speaker?: number;
}

/** A line that answers a clause. */
export interface LineHit {
  readonly cue: CueRow;
  /** 0..1. */
  readonly score: number;
  /** What the line answers. */
  readonly clauses: readonly DialogueClause[];
  /** Words that are asked for and that the line lacks. */
  readonly lacks: readonly string[];
}

/** At most so many lines are looked at for one clause, most relevant first. */
const mostLines = 2000;
/** Of lines that others may say, so many. */
const mostOfSpeaker = 100_000;
/** Partial answers cost more to judge, and few are worth showing. */
const mostPartialLines = 500;
/** A longer question says its point early; the rest of its words are not asked for. */
const mostWords = 32;
/** Where no line holds all the words, a line must hold at least this share of them. */
const leastCoverage = 1 / 3;

/** The clause of a phrase; null when the text holds no word. */
export function phraseClause(text: string): DialogueClause | null {
  return clauseOf('phrase', spokenWords(text));
}

/**
 * The clause of plain words. Stop words are demanded only where they are the whole query: beside a person (`@Ada and @Bo`)
 * or a phrase they ask for nothing, and the clause is null.
 */
export function wordsClause(text: string, standsAlone: boolean): DialogueClause | null {
  const words = spokenWords(text);
  const telling = tellingWords(words);
  return clauseOf('words', distinct(telling.length > 0 || !standsAlone ? telling : words));
}

/** The clause of what one person says. */
export function saidClause({ text, exact }: SaidPart, speaker: number): DialogueClause {
  const clause = exact ? phraseClause(text) : wordsClause(text, true);
  return { ...(clause ?? { kind: 'words', words: [] }), speaker };
}

function clauseOf(kind: DialogueClause['kind'], words: readonly string[]): DialogueClause | null {
  return words.length > 0 ? { kind, words: words.slice(0, mostWords) } : null;
}

function spokenWords(text: string): string[] {
  return wordsOf(text).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function distinct(words: readonly string[]): string[] {
  return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()];
}

/**
 * Lines that hold the whole clause, best first: the phrase, or every demanded word.
 * A phrase scores 0.8..1 by the share of the line it makes up, words 0.7..0.95 by relevance.
 */
export function linesWithAll(
  reader: LibraryReader,
  clause: DialogueClause,
  videoIds: readonly number[] | null,
): LineHit[] {
  const { kind, words } = clause;
  const isAnybody = videoIds === null && clause.speaker === undefined;
  const expression = kind === 'phrase' ? quotedForSearch(words) : joined(words, 'AND');
  const amongOthers = (): FoundCue[] =>
    ofSpeaker(reader, clause, videoIds, (limit) => reader.dialogue.matching(expression, videoIds, limit));
  const scored = (cue: CueRow, score: number): LineHit => ({ cue, clauses: [clause], lacks: [], score });
  let hits: LineHit[];
  if (kind === 'phrase') {
    const found = isAnybody ? reader.dialogue.holdingPhrase(words, mostLines) : amongOthers();
    hits = found.map((cue) => scored(cue, 0.8 + 0.2 * Math.min(1, words.length / wordsOf(cue.text).length)));
  } else {
    const found = isAnybody ? reader.dialogue.bestMatching(expression, mostLines) : amongOthers();
    const best = bestRelevance(found);
    hits = found.map((cue) => scored(cue, 0.7 + 0.25 * (cue.relevance / best)));
  }
  return hits.sort((a, b) => b.score - a.score);
}

/** Lines that hold a good share of a words clause, for when none holds all; a line with fewer words scores lower. */
export function linesWithSome(
  reader: LibraryReader,
  clause: DialogueClause,
  videoIds: readonly number[] | null,
): LineHit[] {
  if (clause.kind === 'phrase' || clause.words.length < 2) return [];
  const expression = joined(clause.words, 'OR');
  // Of three words a line may hold two, which makes it better than most: of two it holds one.
  const isAnyOfTwo = videoIds === null && clause.speaker === undefined && clause.words.length === 2;
  const found = isAnyOfTwo
    ? reader.dialogue.bestMatching(expression, mostPartialLines)
    : ofSpeaker(reader, clause, videoIds, () =>
        reader.dialogue.matching(expression, videoIds, mostPartialLines),
      );
  const best = bestRelevance(found);
  const ids = found.map(({ id }) => id);
  const holders = clause.words.map((word) => reader.dialogue.matchingAmong(quotedForSearch([word]), ids));
  const hits: LineHit[] = [];
  for (const cue of found) {
    const lacks = clause.words.filter((_, at) => !holders[at]!.has(cue.id));
    const coverage = 1 - lacks.length / clause.words.length;
    if (coverage < leastCoverage) continue;
    const score = coverage * (0.5 + 0.2 * (cue.relevance / best));
    hits.push({ cue, clauses: [clause], lacks, score });
  }
  return hits.sort((a, b) => b.score - a.score);
}

/** The words of a line that answer its clauses, as they stand in it and in its order, each once. */
export function matchedWords(reader: LibraryReader, { cue, clauses }: LineHit): string[] {
  const asked = clauses.flatMap(({ kind, words }) =>
    kind === 'phrase' ? [words] : words.map((word) => [word]),
  );
  const met = new Set(reader.lines.match(cue.text, asked).flat());
  return [...new Set(wordsOf(cue.text))].filter((word) => met.has(word));
}

/** Lines by their film. */
export type LinesByFilm = ReadonlyMap<number, readonly LineHit[]>;

export function linesByFilm(hits: readonly LineHit[]): LinesByFilm {
  return Map.groupBy(hits, ({ cue }) => cue.videoId);
}

/** Each line once, with everything that it answers. */
export function withoutRepeats(lines: readonly LineHit[]): LineHit[] {
  const byCue = Map.groupBy(lines, ({ cue }) => cue.id);
  return [...byCue.values()].map(([first, ...more]) => ({
    ...first!,
    clauses: [...new Set([...first!.clauses, ...more.flatMap(({ clauses }) => clauses)])],
  }));
}

/** The lines of a clause's speaker among those that hold its words; all of theirs when it has none. */
function ofSpeaker(
  reader: LibraryReader,
  { words, speaker }: DialogueClause,
  videoIds: readonly number[] | null,
  matching: (limit: number) => FoundCue[],
): FoundCue[] {
  if (speaker === undefined) return matching(mostLines);
  const said = reader.dialogue.saidBy(speaker, videoIds);
  if (words.length === 0) return said.slice(0, mostLines).map((cue) => ({ ...cue, relevance: 1 }));
  const ids = new Set(said.map(({ id }) => id));
  return matching(mostOfSpeaker)
    .filter(({ id }) => ids.has(id))
    .slice(0, mostLines);
}

function joined(words: readonly string[], operator: 'AND' | 'OR'): string {
  return words.map((word) => quotedForSearch([word])).join(` ${operator} `);
}

function bestRelevance(found: readonly FoundCue[]): number {
  return found.reduce((best, { relevance }) => Math.max(best, relevance), 1e-9);
}
