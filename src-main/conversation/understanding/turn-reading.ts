import { z } from 'zod';
import type { QueryPart } from '../../domain/query.ts';
import { queryText } from '../../domain/query-text.ts';
import { intents } from '../intent.ts';

/**
 * What somebody else than the grammar makes of a turn: a language model. It chooses among what there is, and its words are plain words; it
 * holds no query, no address and no command.
 */
export const turnReading = z.strictObject({
  intent: z.enum(intents),
  /** Names that the library knows. */
  people: z.array(z.string().max(200)).max(6),
  /** What is sought as said, word for word. */
  lines: z.array(z.string().max(300)).max(3),
  /** What else is sought: things, actions, places. */
  words: z.string().max(300),
  light: z.enum(['day', 'night']).nullable(),
  shot: z.enum(['close-up', 'medium', 'wide']).nullable(),
});
export type TurnReading = z.output<typeof turnReading>;

/** What a reading looks for, in the language of queries; empty where that is nothing. */
export function contentOfReading({ people, lines, words, light, shot }: TurnReading): string {
  const plain = words.replaceAll(/\s+/g, ' ').trim();
  const parts: QueryPart[] = [
    ...people.map((name) => ({ kind: 'person' as const, name, known: true })),
    ...lines.map((text) => ({ kind: 'phrase' as const, text })),
    ...(plain === '' ? [] : [{ kind: 'words' as const, text: plain }]),
    ...(light === null ? [] : [{ kind: 'filter' as const, filter: 'light' as const, value: light }]),
    ...(shot === null ? [] : [{ kind: 'filter' as const, filter: 'shot' as const, value: shot }]),
  ];
  return queryText(parts);
}
