import type { Problem } from '../domain/errors.ts';
import { foldName } from '../domain/person-name.ts';
import type { NotPart, OperatorPart, WantedPart, WordsPart } from '../domain/query.ts';
import { weighableWords } from '../domain/query-syntax.ts';
import { wordsOf } from '../domain/words.ts';
import { lexemesOf, type Lexeme } from './query-lexer.ts';
import { KnownNames } from './query-mentions.ts';
import type { QueryFilter, QueryPlan, Scene, Sequence, Step } from './query-plan.ts';
import { tellingWords } from './stop-words.ts';

/** A query as it was understood. */
export interface UnderstoodQuery {
  readonly plan: QueryPlan;
  /** What looked like more than words but could not be read as that, one sentence each. */
  readonly notes: readonly Problem[];
}

/**
 * Reads a query: people (`@Ada`), dialogue (`"where is my mug"`), what must be absent (`-car`, `not @Bo`, `not the red car`),
 * `then`, `while` and `or` between them, filters (`in:`, `year:`, `shot:`, `lang:`, `duration:`), and plain words.
 *
 * What is not well-formed is read as text, with a note; a backslash takes the meaning of what follows away. No input throws.
 *
 * @param names the names of the people in the library
 */
export function parseQuery(text: string, names: readonly string[]): UnderstoodQuery {
  const notes: Problem[] = [];
  const filters: QueryFilter[] = [];
  const found: Lexeme[] = [];
  for (const lexeme of lexemesOf(text, new KnownNames(names))) {
    if (lexeme.kind === 'filter') {
      if (!filters.some((filter) => JSON.stringify(filter) === JSON.stringify(lexeme.filter))) {
        filters.push(lexeme.filter);
      }
      found.push({ kind: 'text', text: ' ' });
    } else if (lexeme.kind === 'no-filter') {
      notes.push(readAsText(lexeme.source, filterRemedy));
      found.push({ kind: 'text', text: lexeme.source });
    } else found.push(lexeme);
  }
  const alternatives = sequencesOf(withoutLooseMarks(found, notes));
  return { plan: { alternatives, filters }, notes };
}

const filterRemedy =
  'Write in:"film or folder", year:1999 or year:1999..2005, added:7d, duration:5m..20m, shot:close-up, shot:medium or shot:wide, light:day or light:night, lang:en, seen:no, like:m1-20-35.';
const operatorRemedy = 'Write something to look for on both sides of it, or put the line in quotes.';
const absentRemedy = 'Say also what to look for: “kitchen -car” finds kitchens without cars.';

function readAsText(source: string, remedy: string): Problem {
  return {
    code: 'unclear-query',
    sentence: `“${source.trim().slice(0, 60)}” was read as plain text.`,
    remedy,
  };
}

/** Whether a part gives something to look for. */
function tells(lexeme: Lexeme): boolean {
  if (lexeme.kind === 'wanted') return lexeme.part.kind !== 'phrase' || wordsOf(lexeme.part.text).length > 0;
  return (
    lexeme.kind === 'text' && tellingWords(wordsOf(lexeme.text)).some((word) => /[\p{L}\p{N}]/u.test(word))
  );
}

/** Operators that lack a side, and what is not wanted where nothing is wanted, become text. */
function withoutLooseMarks(lexemes: readonly Lexeme[], notes: Problem[]): Lexeme[] {
  const kept: Lexeme[] = [];
  /** Whether something is looked for since the last operator, and from here to the next. */
  let told = false;
  lexemes.forEach((lexeme, index) => {
    if (lexeme.kind === 'operator') {
      if (told && tellsUntilOperator(lexemes, index + 1)) {
        kept.push(lexeme);
        told = false;
        return;
      }
      notes.push(readAsText(lexeme.source, operatorRemedy));
      kept.push({ kind: 'text', text: lexeme.source });
      return;
    }
    told ||= tells(lexeme);
    kept.push(lexeme);
  });
  if (kept.some((lexeme) => lexeme.kind === 'operator' || tells(lexeme) || isWord(lexeme))) return kept;
  return kept.map((lexeme) => {
    if (lexeme.kind !== 'not') return lexeme;
    notes.push(readAsText(lexeme.source, absentRemedy));
    return { kind: 'text', text: ` ${lexeme.source} ` };
  });
}

function isWord(lexeme: Lexeme): boolean {
  return lexeme.kind === 'text' && hasSubstance(lexeme.text);
}

function tellsUntilOperator(lexemes: readonly Lexeme[], from: number): boolean {
  for (const lexeme of lexemes.slice(from)) {
    if (lexeme.kind === 'operator') return false;
    if (tells(lexeme)) return true;
  }
  return false;
}

function sequencesOf(lexemes: readonly Lexeme[]): Sequence[] {
  const alternatives: Step[][] = [[{ scenes: [], within: null }]];
  for (const [operator, own] of scenesOf(lexemes)) {
    const scene = sceneOf(own);
    if (scene.length === 0) continue;
    const steps = alternatives.at(-1)!;
    const step = steps.at(-1)!;
    if (operator === null || operator.kind === 'while') {
      steps[steps.length - 1] = { ...step, scenes: [...step.scenes, scene] };
    } else if (operator.kind === 'then') steps.push({ scenes: [scene], within: operator.within });
    else alternatives.push([{ scenes: [scene], within: null }]);
  }
  return alternatives[0]![0]!.scenes.length === 0 ? [] : alternatives;
}

/** What stands between operators, each with the operator before it. */
function scenesOf(lexemes: readonly Lexeme[]): [OperatorPart | null, Lexeme[]][] {
  const scenes: [OperatorPart | null, Lexeme[]][] = [[null, []]];
  for (const lexeme of lexemes) {
    if (lexeme.kind === 'operator') scenes.push([lexeme.operator, []]);
    else scenes.at(-1)![1].push(lexeme);
  }
  return scenes;
}

function sceneOf(lexemes: readonly Lexeme[]): Scene {
  const parts: (WantedPart | NotPart)[] = [];
  let plain = '';
  /** By the place behind the word. */
  let weights = new Map<number, number>();
  const flush = (): void => {
    const text = plain.replace(/\s+/g, ' ').trim();
    const given = weights;
    plain = '';
    weights = new Map();
    if (!hasSubstance(text)) return;
    const last = parts.at(-1);
    // Words in any order go on with what somebody says, when nothing stands between.
    if (last?.kind === 'said' && !last.exact) {
      parts[parts.length - 1] = { ...last, text: `${last.text} ${text}`.trim() };
    } else parts.push(wordsPart(text, given));
  };
  for (const lexeme of lexemes) {
    if (lexeme.kind === 'text') plain += lexeme.text;
    else if (lexeme.kind === 'weight') {
      weights.set(plain.replace(/\s+/g, ' ').trimStart().length, lexeme.picture);
    } else if (lexeme.kind === 'wanted' || lexeme.kind === 'not') {
      const part = lexeme.kind === 'not' ? { kind: 'not' as const, part: lexeme.part } : lexeme.part;
      if (addsNothing(parts, part)) plain += ' ';
      else {
        flush();
        parts.push(part);
      }
    }
  }
  flush();
  return parts;
}

/** A part with the weights that belong to a word of it; a word that comes again has one weight, its last. */
function wordsPart(text: string, byEnd: ReadonlyMap<number, number>): WordsPart {
  if (byEnd.size === 0) return { kind: 'words', text };
  const percents = new Map<string, number>();
  for (const { word, end } of weighableWords(text))
    percents.set(word, byEnd.get(end) ?? percents.get(word) ?? NaN);
  const weights = [...percents].flatMap(([word, picture]) => (picture >= 0 ? [{ word, picture }] : []));
  return weights.length > 0 ? { kind: 'words', text, weights } : { kind: 'words', text };
}

/** Whether a text is more than punctuation. */
function hasSubstance(text: string): boolean {
  return /[^\p{P}\s]/u.test(text);
}

function addsNothing(parts: Scene, part: WantedPart | NotPart): boolean {
  if (part.kind === 'phrase') return wordsOf(part.text).length === 0;
  if (part.kind !== 'person') return false;
  const folded = foldName(part.name);
  return parts.some((other) => other.kind === 'person' && foldName(other.name) === folded);
}
