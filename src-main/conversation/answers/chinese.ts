import type { ChatFailureReason } from '../language-model/chat-endpoint.ts';
import type { Phrases, Place } from './phrases.ts';

const stretch = ({ title, from, to }: Place): string => `《${title}》${from}–${to}`;
const list = (names: readonly string[]): string => names.join('、');
const quoted = (lines: readonly string[]): string => lines.map((line) => `“${line}”`).join('');

const modelFailures: Readonly<Record<ChatFailureReason, string>> = {
  unreachable: '无法连接',
  slow: '没有及时回答',
  refused: '返回了错误',
  'too-long': '回答没有结束',
  unreadable: '给出的不是查找计划',
};

export const chinese: Phrases = {
  found: (moments, films) => `在 ${films} 部影片中找到 ${moments} 个片段。`,
  nearest: (moments) => `没有足够确定的结果，最接近的有 ${moments} 个片段。`,
  nothing: (query) => `没有找到：${query}。`,
  at: (place) => `${stretch(place)}。`,
  onScreen: (people, place) => `${stretch(place)}画面中有${list(people)}。`,
  nobodyElse: (place) => `${stretch(place)}画面中没有其他认识的人。`,
  said: (lines, place) => `${stretch(place)}中说：${quoted(lines)}`,
  nothingSaid: (place) => `${stretch(place)}中没有已知的台词。`,
  shows: (things, place) => `${stretch(place)}画面显示${list(things)}。`,
  film: (title, duration) => `影片是《${title}》，长 ${duration}。`,
  lasts: (place, seconds) => `${stretch(place)}长 ${seconds} 秒。`,
  counted: (moments, films) => `${moments} 次，在 ${films} 部影片中。`,
  people: (names, place) => `${stretch(place)}中有 ${names.length} 个认识的人：${list(names)}。`,
  compared: (longer, shorter, seconds) => `${stretch(longer)}比${stretch(shorter)}长 ${seconds} 秒。`,
  asLong: (a, b) => `${stretch(a)}和${stretch(b)}一样长。`,
  onlyIn: (things, place) => `只在${stretch(place)}中：${list(things)}。`,
  inBoth: (things) => `两者都有：${list(things)}。`,
  sameFilm: (title) => `两者都出自《${title}》。`,
  chosen: (place) => `已选：${stretch(place)}。`,
  newTopic: () => '新的话题：之前查找的内容已放下。',
  noResults: () => '还没有结果可谈。请说要找什么。',
  noMore: () => '这个方向没有更多结果了。',
  noFurther: () => '影片在这个方向没有更多内容了。',
  filmIsGone: () => '所谈的影片已不在片库中，改为查找所有影片。',
  hidden: (number) => `已放下 ${number} 个结果。`,
  exported: (number) => `已选 ${number} 个片段用于导出。`,
  modelFailed: (reason, address) => `${address} 的语言模型${modelFailures[reason]}，这句话未用它来理解。`,
  whichIntent: () => '您的意思是？',
  whichPerson: () => '您指的是谁？',
  nobodyKnown: () => '不是认识的人',
  intents: {
    'find-film': '查找影片',
    'find-moment': '查找片段',
    ask: '询问画面内容',
    'new-topic': '开始新话题',
    'film-to-moment': '在这部影片中找片段',
    'moment-to-film': '看整部影片',
    analogous: '查找相似的',
    refine: '缩小结果范围',
    exclude: '排除一些内容',
    compare: '比较结果',
    count: '计数',
    next: '下一个结果',
    previous: '上一个结果',
    longer: '加长',
    shorter: '缩短',
    before: '之前的内容',
    after: '之后的内容',
    export: '制作片段',
  },
};
