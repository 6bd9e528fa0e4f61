import { languageOf, type SpokenLanguage } from '../domain/spoken-language.ts';

/**
 * What a question wants done with the evidence. Of TCR's tasks `find` is [TRG], `count` is [CNT] and the others are [QA];
 * [CPN] needs a generator of text and is not among them.
 */
export const askTasks = ['find', 'count', 'order', 'existence', 'who', 'said'] as const;
export type AskTask = (typeof askTasks)[number];

/** A question as it was understood. */
export interface AskQuestion {
  readonly task: AskTask;
  readonly language: SpokenLanguage;
  /** What is sought. */
  readonly text: string;
  /** For `order`: before or after what, or, where both stand, which comes first. */
  readonly order: OrderQuestion | null;
}

export interface OrderQuestion {
  readonly side: 'before' | 'after';
  /** Before or after this ... */
  readonly anchor: string;
  /** ... this comes, as the question supposes; null where it asks what does. */
  readonly other: string | null;
}

const counts = /\bhow (?:many|often|frequently)\b|\bnumber of\b|\bcount\b|几次|几个|多少|几遍|次数/iu;
const whatHappens =
  /^(?:and |so )?what (?:happen\w*|is|was|comes?|came|do|does|did)\b.*?\b(before|after)\b\s*(.+)$/iu;
const comesFirst = /^(?:does|do|did|is|was|are|were) (.+?) (before|after) (.+)$/iu;
const chineseHappens = /^(?:在)?(.+?)(之前|以前|之后|以后).*(?:发生|什么|怎么|有何)/u;
const chineseFirst = /^(.+?)(?:是不是|是)?在(.+?)(之前|以前|之后|以后).*吗/u;
const who = /\bwho(?:m|se)?\b|谁|哪些人/iu;
const said =
  /\bwhat (?:is|was) said\b|\bwhat (?:does|do|did|is|are) .+? (?:say|saying|talk\w*|ask\w*|answer\w*)\b|说(?:了)?(?:些)?什么|说的是什么|讲了什么/iu;
/** What is left of a question about lines says whose and about what. */
const speech = /\b(?:says?|said|saying|talk\w*|ask\w*|answer\w*)(?: about)?\b/giu;
const exists = /^(?:is|are|was|were|does|do|did|has|have|can|could|will)\b|有没有|是否|是不是|吗[？?]?\s*$/iu;

/** Understands a question, English or Chinese, by its form. Whatever fits none asks to find moments. */
export function readQuestion(written: string): AskQuestion {
  const text = written.slice(0, 1000).replaceAll(/\s+/g, ' ').trim();
  const bare = text.replace(/[?？。.!！]+$/u, '');
  const language = languageOf(text);
  const order = orderOf(bare);
  const whole = { language, text: bare, order };
  if (order) return { ...whole, task: 'order' };
  if (counts.test(text)) return { ...whole, task: 'count' };
  if (said.test(text)) return { ...whole, task: 'said', text: bare.replace(speech, ' ') };
  if (who.test(text)) return { ...whole, task: 'who' };
  if (exists.test(text)) return { ...whole, task: 'existence' };
  return { ...whole, task: 'find' };
}

function orderOf(text: string): OrderQuestion | null {
  const happens = whatHappens.exec(text);
  if (happens) return { side: sideOf(happens[1]!), anchor: happens[2]!, other: null };
  const chinese = chineseHappens.exec(text);
  if (chinese) return { side: sideOf(chinese[2]!), anchor: chinese[1]!, other: null };
  const first = comesFirst.exec(text);
  if (first) return { side: sideOf(first[2]!), anchor: first[3]!, other: first[1]! };
  const chineseOrder = chineseFirst.exec(text);
  if (!chineseOrder) return null;
  return { side: sideOf(chineseOrder[3]!), anchor: chineseOrder[2]!, other: chineseOrder[1]! };
}

function sideOf(word: string): OrderQuestion['side'] {
  return /^(?:before|之前|以前)$/iu.test(word) ? 'before' : 'after';
}
