import { wordsOf } from '../domain/words.ts';
import { tellingWords } from './stop-words.ts';

/** What the indexes know of a word. */
export interface WordFacts {
  /** Whether the pictures' encoder knows the word; null for words that say nothing of a picture. */
  readonly seen: boolean | null;
  /** How many lines of dialogue hold the word, counted up to some number. */
  readonly lines: number;
}

/** A word and how much it asks of the picture and of the dialogue, each 0..1. */
export interface WeighedWord {
  readonly word: string;
  readonly visual: number;
  readonly dialogue: number;
}

/** A stretch of a query's text that is answered by the picture, by the dialogue, or by either. */
export interface WeighedText {
  readonly text: string;
  readonly words: readonly WeighedWord[];
  /** What an answer of the picture counts, 0..1. */
  readonly visual: number;
  /** What an answer of the dialogue counts, 0..1. */
  readonly dialogue: number;
}

const list = (...lines: string[]): ReadonlySet<string> => new Set(lines.join(' ').split(' '));

/** What follows one of these is what somebody says. */
const speechVerbs = list(
  'say says saying said ask asks asking asked tell tells telling told shout shouts shouting shouted',
  'whisper whispers whispering whispered reply replies replying replied answer answers answering answered',
  'yell yells yelling yelled scream screams screaming screamed mention mentions mentioning mentioned',
  'announce announces announcing announced claim claims claiming claimed explain explains explaining explained',
  '说 说道 说着 问 问道 喊 喊道 大喊 回答 告诉 提到 谈到 谈论 讲 讲到',
);
/** Between a speech verb and what is said. */
const speechLinks = list('that about of to me him her them us if whether 关于');
/** Who uses these speaks to somebody: pictures are described in the third person. */
const addresses = list(
  "i i'm i've i'll i'd me my mine you you're you've you'll your yours we we're we've we'll us our let's please thanks thank hello",
  "don't didn't isn't aren't won't can't what's where's who's that's it's",
);
const chineseAddress = /[我你您咱吗呢吧]/;
/** A text that begins with one of these asks. */
const asks = list('who what where when why how whose which 谁 什么 哪里 哪儿 为什么 怎么');
/** Pictures are described by things and places. */
const describes = list(
  'a an the two three four several many group in on at near beside behind under with wearing holding 一个 一只 一辆 两个 在',
);
/** Words of time that no picture shows. */
const timeWords = list(
  'yesterday tomorrow today tonight now later again before after soon ago always never once 昨天 明天 今天 今晚 现在 后来 以后 以前 刚才 又 再',
);

/** What an answer of the other modality counts where the text's form speaks for one of them. */
const unlikely = 0.4;
/** What an answer of the dialogue counts for a text in the form of a description. */
const described = 0.7;
/** What a line counts for a word that the picture can show and that somebody says somewhere, or that nobody says. */
const sayable = 0.8;
const unsaid = 0.3;

/**
 * Divides a query's text at its speech verbs and weighs each word. Without training (PREM's modality-specific weights, by
 * rules): a word weighs for the picture when the encoder knows it, for the dialogue when somebody says it; what follows a
 * speech verb is dialogue; who says "I" and "you" quotes, who says "a" and "in the" describes.
 * @param factsOf what the indexes know of a word
 */
export function analyseText(text: string, factsOf: (word: string) => WordFacts): WeighedText[] {
  return dividedAtSpeech(text)
    .map(({ text: part, role }) => weighed(part, role, factsOf))
    .filter(({ words }) => words.length > 0);
}

type Role = 'open' | 'shown' | 'said';

/** "In the kitchen saying she needs coffee" is shown up to the verb and said behind it. */
function dividedAtSpeech(text: string): { text: string; role: Role }[] {
  const words = wordsOf(text);
  const verb = words.findIndex((word) => speechVerbs.has(word.toLowerCase()));
  const before = words.slice(0, Math.max(0, verb));
  let from = verb + 1;
  while (from < words.length && speechLinks.has(words[from]!.toLowerCase())) from++;
  // "I said no" and "what did he say" are dialogue themselves.
  if (verb < 0 || tellingWords(words.slice(from)).length === 0 || before.some(isAddress)) {
    return [{ text, role: 'open' }];
  }
  return [
    { text: before.join(' '), role: 'shown' },
    { text: words.slice(from).join(' '), role: 'said' },
  ];
}

function weighed(text: string, role: Role, factsOf: (word: string) => WordFacts): WeighedText {
  const all = wordsOf(text);
  const telling = tellingWords(all);
  const isDialogue = role === 'open' && isSpoken(text, all);
  const [visual, dialogue] = role === 'open' ? formOf(all, isDialogue) : role === 'shown' ? [1, 0] : [0, 1];
  const words = [...new Set(telling.length > 0 ? telling : all)].map((word): WeighedWord => {
    const { seen, lines } = factsOf(word);
    const isTime = timeWords.has(word.toLowerCase());
    const sight = seen === true && !isTime ? visual : 0;
    const speech = sight > 0 ? (lines > 0 ? sayable : unsaid) : lines > 0 || seen === null ? 1 : 0;
    return { word, visual: sight, dialogue: dialogue * speech };
  });
  const showing = words.filter((word) => word.visual > 0);
  return {
    text,
    words,
    visual: showing.length > 0 ? visual : 0,
    // Where no picture can show any of it, only the dialogue can answer.
    dialogue: showing.length > 0 && !isDialogue ? mean(words.map((word) => word.dialogue)) : 1,
  };
}

/** What the form of a text gives to the picture and to the dialogue. */
function formOf(words: readonly string[], isDialogue: boolean): [visual: number, dialogue: number] {
  if (isDialogue) return [unlikely, 1];
  const isDescription = words.some((word) => describes.has(word.toLowerCase()) || /.{2}ing$/i.test(word));
  return [1, isDescription ? described : 1];
}

/** Whether a text is what people say to each other rather than what a picture shows. */
function isSpoken(text: string, words: readonly string[]): boolean {
  return /[?!？！]/.test(text) || asks.has(words[0]?.toLowerCase() ?? '') || words.some(isAddress);
}

function isAddress(word: string): boolean {
  return chineseAddress.test(word) || addresses.has(word.toLowerCase().replaceAll('’', "'"));
}

function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
