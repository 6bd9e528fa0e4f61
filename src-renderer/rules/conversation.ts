import type { ConversationView } from '../../src-main/api/contract.ts';
import { isOperator, partText, type QueryPart } from './query-text.ts';

export type Turn = ConversationView['turns'][number];
export type Plan = ConversationView['plan'];

/** What a conversation remembers of what is looked for, and how it is taken out again. */
export interface PlanChip {
  readonly kind: 'person' | 'film' | 'filter' | 'like' | 'words';
  readonly label: string;
  /** Of what kind the label is, where a filter alone would not say it. */
  readonly filter: FilterName | null;
  readonly absent: boolean;
  readonly part: number | 'film';
}

type FilterName = Extract<QueryPart, { kind: 'filter' }>['filter'];

/** A part of the plan for each thing that can be taken out of it; what only joins others has none. */
export function planChips({ parts, film }: Plan): PlanChip[] {
  const chips = parts.flatMap((part, index): PlanChip[] => {
    if (isOperator(part)) return [];
    const wanted = part.kind === 'not' ? part.part : part;
    const { kind } = wanted;
    return [
      {
        kind: kind === 'person' || kind === 'filter' || kind === 'like' ? kind : 'words',
        label: partText(part),
        filter: wanted.kind === 'filter' ? wanted.filter : null,
        absent: part.kind === 'not',
        part: index,
      },
    ];
  });
  if (!film) return chips;
  return [...chips, { kind: 'film', label: film.title, filter: null, absent: false, part: 'film' }];
}

/** The examples that turns look for the like of. */
export function examplesOf(turns: readonly Turn[]): string[] {
  const chips = turns.flatMap(({ plan }) => planChips(plan));
  return [...new Set(chips.filter(({ kind }) => kind === 'like').map(({ label }) => label))];
}

/** People of a turn whom its plan does not name: those whom pronouns stood for. */
export function otherPeople({ people, plan }: Turn): string[] {
  const named = new Set(planChips(plan).map(({ label }) => label));
  return people.filter((name) => !named.has(name));
}

/** What a turn can be said to mean, in the order of the menu. */
export const intents: readonly Turn['intent'][] = [
  ...(['find-film', 'find-moment', 'ask', 'new-topic'] as const),
  ...(['film-to-moment', 'moment-to-film', 'analogous', 'refine', 'exclude', 'compare', 'count'] as const),
  ...(['next', 'previous', 'longer', 'shorter', 'before', 'after', 'export'] as const),
];

/** In UTF-16 units, as the core counts them; it takes 100. */
const longestName = 60;

/** A new conversation is called by its first words, and by a number besides where another one is called so. */
export function conversationName(text: string, taken: readonly string[]): string {
  const words = text.toWellFormed().replaceAll(/\s+/g, ' ').trim();
  const cut = words
    .slice(0, longestName)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
  const name = words.length > longestName ? `${cut}…` : words;
  const isTaken = new Set(taken);
  if (!isTaken.has(name)) return name;
  let number = 2;
  while (isTaken.has(`${name} (${number})`)) number++;
  return `${name} (${number})`;
}

/** What was written last in a conversation; empty where nothing was. */
export function lastSaid(turns: readonly Turn[]): string {
  return turns.findLast(({ text }) => text !== '')?.text ?? '';
}
