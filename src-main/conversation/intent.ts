/**
 * What a turn of a conversation wants. The first four are the intents of IVCR (video retrieval, moment retrieval, dialogue, a
 * new topic), the next three its moves (Long2Short, Short2Long, Analogous), the others work on what was found.
 */
export const intents = [
  'find-film',
  'find-moment',
  'ask',
  'new-topic',
  'film-to-moment',
  'moment-to-film',
  'analogous',
  'refine',
  'exclude',
  'compare',
  'count',
  'next',
  'previous',
  'longer',
  'shorter',
  'before',
  'after',
  'export',
] as const;
export type Intent = (typeof intents)[number];

export function isIntent(name: string): name is Intent {
  return (intents as readonly string[]).includes(name);
}
