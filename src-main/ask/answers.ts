import type { SpokenLanguage } from '../domain/spoken-language.ts';
import type { ChatFailureReason } from '../models/language-model/chat-endpoint.ts';
import { failureWords } from '../models/language-model/failure-words.ts';

/** Sentences of answers; what stands in their places comes from the index, or is a count of it. */
export interface AskPhrases {
  found(count: number, films: number): string;
  counted(count: number, films: number): string;
  yes(at: string): string;
  who(names: readonly string[]): string;
  nobody(): string;
  said(lines: readonly string[]): string;
  nothingSaid(): string;
  side(side: 'before' | 'after', names: readonly string[], lines: readonly string[], at: string): string;
  first(isSo: boolean, earlier: string, later: string): string;
  /** By what was asked: one film, some, or all. */
  readonly notShown: Readonly<Record<'film' | 'chosen' | 'library', string>>;
  // Of models that were asked for help: no claims about films.
  wordsFailed(reason: ChatFailureReason, address: string): string;
  picturesFailed(reason: ChatFailureReason, address: string): string;
  nothingSeen(address: string): string;
}

const list = (names: readonly string[]): string => new Intl.ListFormat('en').format(names);
const times = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const english: AskPhrases = {
  found: (count, films) => `${times(count, 'moment')} in ${times(films, 'film')}.`,
  counted: (count, films) => `${times(count, 'time')}, in ${times(films, 'film')}.`,
  yes: (at) => `Yes: ${at}.`,
  who: (names) => `${list(names)}.`,
  nobody: () => 'Nobody who is known is seen there.',
  said: (lines) => lines.map((line) => `“${line}”`).join(' '),
  nothingSaid: () => 'No line is known there.',
  side: (side, names, lines, at) =>
    [
      `Just ${side} it, ${at}:`,
      names.length > 0 ? `${list(names)} on screen.` : '',
      lines.length > 0 ? lines.map((line) => `“${line}”`).join(' ') : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  first: (isSo, earlier, later) => `${isSo ? 'Yes' : 'No'}: ${earlier} comes before ${later}.`,
  notShown: {
    film: 'The film does not show it.',
    chosen: 'None of these films shows it.',
    library: 'No film shows it.',
  },
  wordsFailed: (reason, address) =>
    `The language model at ${address} ${failureWords.en[reason]}, so the answer is in Kinora’s own words.`,
  picturesFailed: (reason, address) => `The model at ${address} ${failureWords.en[reason]}.`,
  nothingSeen: (address) =>
    `The model at ${address} says nothing that stands on the pictures and lines it was sent.`,
};

const chinese: AskPhrases = {
  found: (count, films) => `在 ${films} 部影片中有 ${count} 个片段。`,
  counted: (count, films) => `${count} 次，在 ${films} 部影片中。`,
  yes: (at) => `是：${at}。`,
  who: (names) => `${names.join('、')}。`,
  nobody: () => '那里没有看到认识的人。',
  said: (lines) => lines.map((line) => `“${line}”`).join(''),
  nothingSaid: () => '那里没有已知的台词。',
  side: (side, names, lines, at) =>
    [
      `紧接着${side === 'before' ? '之前' : '之后'}，${at}：`,
      names.length > 0 ? `画面中有${names.join('、')}。` : '',
      lines.map((line) => `“${line}”`).join(''),
    ].join(''),
  first: (isSo, earlier, later) => `${isSo ? '是' : '不是'}：${earlier}早于${later}。`,
  notShown: { film: '影片没有显示。', chosen: '这些影片都没有显示。', library: '没有影片显示。' },
  wordsFailed: (reason, address) =>
    `${address} 的语言模型${failureWords.zh[reason]}，答案用的是 Kinora 自己的话。`,
  picturesFailed: (reason, address) => `${address} 的模型${failureWords.zh[reason]}。`,
  nothingSeen: (address) => `${address} 的模型没有说出以所发画面和台词为依据的内容。`,
};

export const askPhrases: Readonly<Record<SpokenLanguage, AskPhrases>> = { en: english, zh: chinese };
