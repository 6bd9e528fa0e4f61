import { namedIn, withoutNames } from '../../domain/names-in-text.ts';
import type { Intent } from '../intent.ts';
import { withoutPointing } from './references.ts';
import { quotedLine, withoutSpokenLines } from './spoken-lines.ts';

// What a turn looks for, once the words are taken away that only say what is to be done with it.

const anywhere = (words: string): RegExp => new RegExp(`(?<![\\p{L}'@])(?:${words})(?![\\p{L}'])`, 'giu');

/** What stands for a filter or an operator of queries. */
const filters: readonly (readonly [RegExp, string])[] = [
  [anywhere('at night|in the dark|by night|nighttime'), ' light:night '],
  [anywhere('in the daytime|by day|in daylight|during the day'), ' light:day '],
  [/在?(?:夜里|晚上|夜晚|夜间)的?/gu, ' light:night '],
  [/在?白天的?/gu, ' light:day '],
  [anywhere('(?:a |in )?close-?ups?(?: of| shots?)?'), ' shot:close-up '],
  [anywhere('(?:a |in )?wide shots?(?: of)?'), ' shot:wide '],
  [anywhere('(?:a |in )?medium shots?(?: of)?'), ' shot:medium '],
  [/的?特写(?:镜头)?/gu, ' shot:close-up '],
  [/(?:的)?(?:远景|全景)(?:镜头)?/gu, ' shot:wide '],
  [/(?:的)?中景(?:镜头)?/gu, ' shot:medium '],
  [anywhere('(?:in |to )?(?:films?|movies?) (?:from|of) ((?:18|19|20)\\d\\d)'), ' year:$1 '],
  [/((?:18|19|20)\d\d)年的?/gu, ' year:$1 '],
  [anywhere('in (?:films|movies) i have not seen|unseen'), ' seen:no '],
  [/我?没看过的?/gu, ' seen:no '],
];

const films = 'films?|movies?|videos?|documentary';
const moments = 'scenes?|moments?|parts?|clips?|shots?|bits?|sequences?|places?|pictures?|anything|something';

/** Words that say what is to be done, English. */
const askingWords = [
  anywhere(
    "i would like to|i want to|i want|i need|i meant|i am looking for|i'm looking for|i remember|i don't want|do not|don't|can you|could you|will you|let me see|let us|let's|tell me|show me|show|find me|find|found|search for|search|look for|look up|look in|pull up|give me|get me|get rid of|bring up|list|do you have|do you know|do we have|is there|are there|take me to|jump to|skip to|skip|go to|please|how many times|how many|how often|how frequently|count(?: how often)?|number of|in how many|what happen(?:s|ed)|narrow (?:it|that) down to|limit (?:it|that) to|restrict (?:it|that) to|keep only|filter by|filter out|leave out|take out|make (?:it|that|them)|it (?:should|must|has to) be|it must have|must have|has to be|should be|exclude|except(?: for)?|remove|hide|drop|omit|ignore|minus|other than|anything but|everything except|add",
  ),
  anywhere(
    `(?:the |a |an |any |all |every |some |which |what |my |of my |of the |only the |just the )*(?:${films}|${moments})(?: (?:in which|where|when|that|with|about|of|from|is|was|it was))*`,
  ),
  anywhere(
    `(?:in|of|inside|within|from) (?:this|that|the same|the|it|there|here)(?: one)?(?: (?:${films}|list))?(?= |$)(?! \\p{L}+$)`,
  ),
  anywhere(
    'in it|in there|of it|to it|who|whom|whose|why|in which|at what (?:point|time)|at which minute|which|when exactly|exactly|where|when|what|how|we|you|us|does|do|did|is|are|was|were|be|been|being|has|have|had|happens?|appears?|comes?|gets?|goes|sees?|on screen|shows?|shown|showing|there|here|that (?:has|shows)|set|somebody|anybody|someone|anyone|nobody|ones?|those|these|ever|only|just|also|too|as well|plus|but|not|no|without|something|anything|everything|like|more|similar|same|kind|others?|another|of this|such|resembl\\w+|looks?|almost|sort|style|same again|its|else|precedes|preceding|leads|shortly|immediately|else|to|before|after|afterwards|just|right|earlier|later|that|this|it|up|ok|okay|now|then|so|with both of them|both|together|of them',
  ),
];

/** Words that say what is to be done, Chinese. */
const askingChinese =
  /请|帮我|谁|说了?什么|讲了什么|有没有人|提到|能不能|可以|我想要?看?|我要|我是说|我在找|我记得|给我看?|让我看看?|找出来?|找到?|搜索|看看|列出所?有?|显示|有没有|有多少|多少次?|几次|几个|几部|数一?[数下]|这部(?:影片|电影|片子)里?的?|那部(?:影片|电影|片子)里?的?|哪[一]?[部个些](?:影片|电影|片子|场景)?里?|一部|(?:影片|电影|片子|视频|录像)(?:里面?|中)?的?|片中|里面|(?:的)?(?:片段|场景|镜头|时刻|画面|那一?[段刻]|那一部|地方|部分|时候)|什么时候|哪里|在哪(?![部个些])|所有|任何|每次|有人|出现了?|发生了?什么?|只要|只看|只留下?|只想要?|限[定制]在|缩小到|必须有?|应该是|换成|还要有?|也要有?|也有|也在|加上|再加一?个?|并且|而且|但是?|不要有?|没有|去掉|排除|除了|别给我看|别要|别|跳过|忽略|略去|减去|过滤掉|不是|像这样的?|像那样的?|像这个|类似|相似的?|同样的?|这样的?|那样的?|更多|之前|之后|更早|更晚|后来|就在|在那|那些|这些|这个|那个|都|的那些|一下|再来|另一部/gu;

const possessives = anywhere('(?:his|her|their|its|our|your) (?=\\p{L})(?!(?:in|at|on|with|too|is|was)\\b)');
const dangling =
  /^(?:\s|[,.!?，。！？、的]|(?:and|or|the|a|an|of|in|on|at|with|for|by|to|from)(?![\p{L}']))+|(?:\s|[,.!?，。！？、]|(?<![\p{L}'])(?:and|or|the|a|an|of|in|on|at|with|for|by|to|from)(?![\p{L}']))+$|(?<![\p{Script=Han}])[的在里是了把和有从要给按我再一]+(?=\s|$)|(?<![\p{Script=Han}])[在有从把和是要按]+(?=[\p{Script=Han}])|(?<=[\p{Script=Han}])(?:的|了|吗|呢|里|里有|里面|来的)+(?=\s|$)/giu;

/** Whom pronouns mean. */
export interface Pronouns {
  /** Of "he", "she", 他, 她; null when nobody was spoken of. */
  readonly person: string | null;
  /** Of "they": empty when nobody was spoken of. */
  readonly people: readonly string[];
  /** Of "it"; null when nothing was spoken of. */
  readonly thing: string | null;
}

const onePerson = /(?<![\p{L}'])(?:he|she|him|her)(?![\p{L}'])|(?<!其)[他她](?!们)/giu;
const severalPeople = /(?<![\p{L}'])(?:they|them|both of them|the two of them)(?![\p{L}'])|[他她]们/giu;

/** Whether a turn means somebody without naming them. */
export function namesByPronoun(text: string): { one: boolean; several: boolean } {
  const plain = text.replaceAll(possessives, ' ');
  return { one: plain.search(onePerson) >= 0, several: plain.search(severalPeople) >= 0 };
}

/** Whom a turn looks for: those that it names outside of quotations, then those whom its pronouns mean. */
export function soughtIn(
  text: string,
  intent: Intent,
  names: readonly string[],
  pronouns: Pronouns,
): string[] {
  const plain = text.replaceAll(quotedLine, ' ');
  const means = namesByPronoun(withoutNames(plain, names));
  const one = means.one && pronouns.person !== null ? [pronouns.person] : [];
  const several = means.several && !pointsAtResults(intent) ? pronouns.people : [];
  return [...new Set([...namedIn(plain, names), ...one, ...several])];
}

/**
 * What a turn looks for, in the language of queries: people as `@Name`, filters, and the words that are left when those are
 * taken out that say what to do. Empty where nothing is left.
 */
export function contentOf(
  text: string,
  intent: Intent,
  names: readonly string[],
  pronouns: Pronouns,
): string {
  if ((intent === 'before' || intent === 'after') && !saysOfWhat(text)) return '';
  const { rest: unsaid, spoken } = withoutSpokenLines(text, names, pronouns.person);
  const lines: string[] = [];
  let rest = unsaid.replaceAll(quotedLine, (line) => {
    lines.push(line);
    return ' ';
  });
  rest = withoutNames(rest, names).replaceAll(possessives, ' ');
  rest = rest.replaceAll(severalPeople, ' ').replaceAll(onePerson, ' ');
  const found: string[] = [];
  for (const [pattern, written] of filters) {
    rest = rest.replaceAll(pattern, (...groups: string[]) => {
      found.push(written.replace('$1', groups[1] ?? '').trim());
      return ' ';
    });
  }
  const thing = meansThing(rest, intent) ? (pronouns.thing ?? '') : '';
  rest = withoutPointing(rest).replaceAll('-', ' ');
  for (const pattern of askingWords) rest = rest.replaceAll(pattern, ' ');
  rest = rest.replaceAll(askingChinese, ' ');
  if (lines.length > 0) rest = rest.replaceAll(speechVerbs, ' ').replaceAll(chineseSpeechVerbs, ' ');
  if (intent === 'count') rest = rest.replaceAll(countedWords, ' ').replaceAll(countedChinese, ' ');
  if (intent === 'analogous') rest = rest.replaceAll(likenessChinese, ' ');
  rest = trimmed(`${rest} ${thing}`);
  // What is left of a turn is plain words: marks of the query language in it mean nothing.
  const words = rest
    .replaceAll(/[@＠"“”„‟＂«»「」『』｢｣\\^:：()（）]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const marks = soughtIn(unsaid, intent, names, pronouns).map((name) => `@${quotedName(name)}`);
  const saying = spoken.map(({ name, line }) => `@${quotedName(name)}: ${line}`);
  return [...marks, ...saying, ...lines, words, ...found].filter((part) => part !== '').join(' ');
}

/** Verbs that only lead to a quoted line. */
const speechVerbs = anywhere('says?|said|saying|tells?|asks?|shouts?|the line|somebody');

const chineseSpeechVerbs = /(?<!\p{Script=Han})(?:说|讲|问|喊|叫)(?:道|了|过)?(?!\p{Script=Han})/gu;

/** Words of turns that count, which name no content. */
const countedWords = anywhere('results?|total|left|times?|match(?:es)?|different|than|all|again|number');
const countedChinese =
  /一共|总共|总数|结果|其中|告诉我|多久|只|数字|数量|数目|一次|匹配|不止|不同|还剩|那是|有$/gu;

/** Words that ask for the like of something. */
const likenessChinese =
  /还有什么|看起来|看上去|几乎|一样|同类|其他|其它|内容|风格|相像|相比|同一种|诸如此类|差不多|长得|和?第/gu;

/** Whether a turn about before or after says of what: "before she opens the door", 她开门之前. */
function saysOfWhat(text: string): boolean {
  return (
    /\b(?:before|after|once) (?!(?:that|this|it|the (?:one|moment|part)|in |and)\b)\p{L}+/iu.test(text) ||
    /^(?!.*(?:这|那|就|紧接着|再|不久|他们|它|更|事情|给我|到|在)).*\p{Script=Han}{2,}(?:之前|之后|以后|以前)/u.test(
      text,
    )
  );
}

/** "Them" are results there. */
function pointsAtResults(intent: Intent): boolean {
  return intent === 'compare' || intent === 'export' || intent === 'count';
}

/** Whether "it" at the end of a turn stands for what was spoken of, as in "when does he find it". */
function meansThing(text: string, intent: Intent): boolean {
  if (intent !== 'film-to-moment' && intent !== 'find-moment') return false;
  return /(?<!(?:in|of|inside|to|is|happen|happens) )\bit\b\s*[?.!]*$|[找丢喝吃放拿看用](?:到|了|着)?它?的?[？。]*$/iu.test(
    text,
  );
}

function trimmed(text: string): string {
  let before = '';
  let now = text.replaceAll(/\s+/g, ' ');
  while (now !== before) {
    before = now;
    now = now.replaceAll(dangling, ' ').replaceAll(/\s+/g, ' ').trim();
  }
  return now;
}

function quotedName(name: string): string {
  return /^[\p{L}\p{N}_]+$/u.test(name) ? name : `"${name.replaceAll('"', ' ')}"`;
}
