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

/** The language in which a turn is written and answered. */
export type TurnLanguage = 'en' | 'zh';

/** Chinese where at least a third of what is written is: names may be Latin. */
export function languageOf(text: string): TurnLanguage {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return han > 0 && han >= latin / 2 ? 'zh' : 'en';
}
