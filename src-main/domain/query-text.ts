import { escapedWords, quoted } from './query-syntax.ts';
import type { QueryPart, WantedPart } from './query.ts';

/** Writes the parts of a query as a text that is read as the same parts. */
export function queryText(parts: readonly QueryPart[]): string {
  return parts
    .map((part, index) => {
      const next = parts[index + 1];
      // An example ends what somebody says, and could still be swallowed by a plain name.
      const runsOn = next?.kind === 'words' || (next?.kind === 'like' && !isSaid(part));
      switch (part.kind) {
        case 'then':
          return part.within === null ? 'then' : `then within ${part.within}s`;
        case 'while':
        case 'or':
          return part.kind;
        case 'filter':
          return `${part.filter}:${/^[\p{L}\p{M}\p{N}._<>=-]+$/u.test(part.value) ? part.value : quoted(part.value)}`;
        case 'not':
          return absentText(part.part, runsOn);
        default:
          return wantedText(part, runsOn) + (isTaken(part, next) ? ' ""' : '');
      }
    })
    .join(' ');
}

/** Whether a phrase behind somebody who says anything at all would be read as what they say; empty quotes stand between. */
function isTaken(part: WantedPart, next: QueryPart | undefined): boolean {
  return part.kind === 'said' && part.text === '' && next?.kind === 'phrase';
}

function isSaid(part: QueryPart): boolean {
  return (part.kind === 'not' ? part.part : part).kind === 'said';
}

/** A plain name could swallow the words behind it: somebody else may be called "Ann Lee". */
function wantedText(part: WantedPart, runsOn: boolean): string {
  if (part.kind === 'words') return escapedWords(part.text, part.weights);
  if (part.kind === 'phrase') return quoted(part.text);
  if (part.kind === 'like') return `like:${part.example}`;
  if (part.kind === 'said') {
    // Words in any order would run on into the words behind them.
    const isExact = part.exact || (runsOn && part.text !== '');
    const text = isExact ? quoted(part.text) : escapedWords(part.text);
    return `@${quoted(part.name)}: ${text}`.trimEnd();
  }
  const isPlain = !runsOn && /^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_'.-]*(?<!['.])$/u.test(part.name);
  return isPlain ? `@${part.name}` : `@${quoted(part.name)}`;
}

function absentText(part: WantedPart, runsOn: boolean): string {
  if (part.kind !== 'words') return `-${wantedText(part, runsOn)}`;
  if (!part.text.includes(' ')) return `-${part.text}`;
  return `not the ${part.text}${runsOn ? ',' : ''}`;
}

/** Parts without operators that lost one of their sides, as when a part between them was taken out; filters last. */
export function withoutLooseOperators(parts: readonly QueryPart[]): QueryPart[] {
  const isOperator = (part: QueryPart | undefined): boolean =>
    part === undefined || part.kind === 'then' || part.kind === 'while' || part.kind === 'or';
  const kept: QueryPart[] = [];
  for (const part of parts) {
    if (part.kind === 'filter' || (isOperator(part) && isOperator(kept.at(-1)))) continue;
    kept.push(part);
  }
  if (kept.length > 0 && isOperator(kept.at(-1))) kept.pop();
  return [...kept, ...parts.filter(({ kind }) => kind === 'filter')];
}
