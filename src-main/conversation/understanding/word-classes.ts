/**
 * Words that do the same work in a turn, English and Chinese under one name; the first class that fits a place takes it,
 * and the longest of its words. What is in no class is a matter of content.
 */
const classes: Readonly<Record<string, string>> = {
  afresh:
    'new topic|new search|new question|new subject|another topic|another question|another subject|different topic|different question|different subject|change of subject|start over|start again|start afresh|start fresh|start anew|start from zero|from scratch|begin again|begin anew|next topic|next subject|something else now|something unrelated|something new|another thing entirely|completely different|something else instead|something different|reset|slate|scrap|never mind|forget|clear|wipe|ignore everything|changed my mind|话题|新问题|主题|重新开始|从头开始|从头再来|从新开始|重新来|重来|归零|重置|清空|忘掉|忘了|忘记|作废|新的搜索|重新搜索|全新|不相干|另外一个问题|另一个问题|换一个问题|换别的|换件事|换一件事|聊点别的|找点别的|别的东西|完全不同|不一样的|全新的|改主意|算了|最初|不管',
  wholefilm:
    'whole movie|whole film|whole video|whole thing|entire film|entire movie|entire video|full film|full movie|full video|full length|complete film|complete movie|complete video|all of that film|all of that movie|all of the film|all of it|everything in that film|in full|from the start|from the beginning|film itself|rest of the film|watch the complete|film instead|整部|全片|完整的影片|完整的电影|完整的视频|完整影片|完整的那部电影|整个视频|整个电影|完整版|看完整|从头播放|从头放|从影片开头|影片本身|影片的全部|电影的全部|其余的部分也|完整地看|全部影片',
  comesfrom:
    'is this from|is that from|is from|this is from|comes from|come from|taken from|belongs to|belong to|is part of|source film|scene is in|is this in|is in|moment is in|film of this|film of that|contains this|where is this clip from|scene in|出自|所属|属于|所在的影片|截取|来源|哪里来的|片段的影片|包含这个',
  wholescene:
    'whole scene|entire scene|full scene|complete scene|scene in full|rest of the scene|all of the scene|scene ends|整个场景|整段场景|完整的场景|场景完整|场景结束|场景的全部|场景剩下|整个那段场景',
  tooshort: 'too short|not so short|太短|别这么短',
  toolong: 'too long|not so long|not that long|less long|太长|别这么长|没有那么长|没那么长',
  startearly: 'start earlier|begin earlier|begin a bit sooner|早点开始|早一点开始',
  startlate: 'start later|begin later|晚点开始|晚一点开始',
  longer:
    'longer|lengthen|extend|expand|stretch|widen|increase|more context|more around|more of it|more of this|more time|more seconds|few more seconds|add a few seconds|both sides|around it|give it more|play on|run longer|延长|加长|长一点|长一些|再长|更长|拉长|变长|剪长|扩展|放宽|增加长度|上下文|多几秒|再多几秒|加几秒|前后|两边|多放一会|多显示|周围|时间再多|时间多|看多一点|继续放',
  shorter:
    'shorter|shorten|trim|cut down|cut it down|cut this down|tighten|tighter|reduce|crop|squeeze|brief|concise|narrower|highlight|core|essential|key moment|best part|best bit|only the best|main part|important seconds|short version|keep it short|half as long|cut off|cut away|take something off|less of|only a few seconds|the middle of it|短一点|短一些|再短|更短|缩短|变短|剪短|修剪|剪掉|裁|收紧|紧凑|压缩|精简|简短|精彩|核心|关键|要紧|主要的部分|重要的那几秒|最好的|短的版本|短一半|窄一点|减少长度|去掉一些长度|只要几秒|少一些|少一点|中间的部分|保持简短',
  compare:
    'compare|difference|differences|differ|different from|in common|side by side|contrast|versus|set them apart|sets them apart|alike|the same as|the same scene|the same person|the same film|next to the|weigh|against the|against one|better|which of the two|which of these|which of them|which one|of the two|what is different|how similar|from one film|比较|对比|比一比|区别|差异|差别|不同|不一样|共同点|相同的地方|对照|并排|哪个更|哪个人|哪一个|里哪个|两个里|这些里哪个|一样吗|同一个|相像|相比|旁边比|比$|权衡|多相似',
  count:
    'how many|how often|how frequently|count|number|total|more than one|多少|几个|几次|几部|多少次|多少遍|几遍|数一数|数一下|数数|数目|数字|数量|次数|总数|总共|一共|多久出现|不止一个|数$',
  export:
    'export|save|download|clip that|clip it|clip the|make clips|make a clip|make a video|create clips|produce a clip|clips out of|into a clip|as a clip|as clips|as a file|file|files|folder|mp4|store|extract|render|cut these out|cut out|scene out|record|write the|write clips|keep this clip|导出|保存|下载|存成|存到|片段文件|做成|剪出|剪下|提取|写成|输出|文件|渲染|生成片段|制作|做片段|录成|硬盘|转成',
  analogous:
    'like this|like that|like these|like it|like this one|like that one|like the|more like|similar|resemble|resembles|resembling|looks like|look like|look alike|lookalikes|alike|of this kind|of that kind|others of this|more of these|of the same|same kind|same sort|same style|same again|same thing|such as this|comparable|along those lines|kind of thing|of this sort|in that vein|sort of scene|looks almost|look the same|its like|others like|类似|相似|像这样|像那样|像这个|像它|这样的|那样的|差不多|看起来像|同类|同样|同一种|相像|诸如此类|可以相比|一样的|这类|这一类|长得像|像这部|像这张|这种|像第',
  exclude:
    "not|without|except|exclude|leave out|remove|hide|drop|omit|skip the ones|skip|minus|other than|anything but|get rid|filter out|take out|don't|do not|did not|no|nobody|ignore|out|不要|没有|去掉|排除|除了|隐藏|不是|丢掉|减去|略去|忽略|过滤掉|别要|别给|别包括|跳过|但不|不看",
  only: 'only|just|limit|restrict|narrow it|narrow|keep only|filter by|must|has to be|should be|make it|make that|make them|has to|have to|i meant|只要|只看|只留|只想|限定|限制|缩小到|必须|应该|换成|筛选|我是说|要室内|要特写',
  also: 'also|as well|too|plus|add|and with|also with|还要|也要|加上|再加|也有|并且|而且|也在|都在',
  but: 'but|但|不过',
  beforelist: 'before in the list|above|up one|up the list|go up|list up|列表里前面|上面|往上|上翻',
  afterlist: 'after in the list|below|in the list|further down|down|列表里后面|下面|往下|列表',
  previous:
    'previous|back|backwards|return|the former|the preceding|last one|last result|saw before|had before|showed me before|from before|rewind|the one before|earlier result|one before please|上一个|前一个|返回|回去|后退|退回|退一|先前的结果|刚才看过|刚才那个|回到|倒回|往回|上一条|前面那个|前面一个|之前那个|先前那个|之前给我看|之前看|前面的那|前面的结果|再往回',
  before:
    'before|earlier|leads up|led to|run-up|precedes|preceding|previously|prior|back in time|further back|come to this|came first|之前|更早|早一点|早一分钟|早十秒|前因|导致了|往前一点|再往前|先前|前面发生',
  next: 'next one|next result|next scene|next please|next clip|next moment|next hit|next match|next in|now the next|the next|next$|another one|another please|another result|one more|keep going|keep on|carry on|go on$|continue|move on|move to|step forward|go forward|advance|forward|following one|following result|any others|what else|one further|另一个|下一个|下一条|下一项|下一|再来一个|再多一个|继续|接着|往后一个|向后|往前翻|前进|后面那个|后面的|还有吗|还有别的|还有什么|再给我|再看一个|再看另|往下|跳过这个|再来|到下',
  after:
    'after|afterwards|later|follows|following it|next in the film|go on|end|then|once she|once he|consequence|lead to|forward in time|further on|之后|后来|更晚|晚一点|晚一分钟|晚十秒|接下来|然后|往后|以后|后面发生|后面跟|结束的|结果怎么样|怎么样',
  when: 'when|at what time|at what point|at which minute|which minute|exact moment|when exactly|什么时候|何时|第几分钟|什么时间|到底在哪里|确切',
  inthis:
    'in this film|in that film|in this movie|in that movie|in the film|in the movie|in this video|in that video|of this film|of the film|of this movie|of that film|of the movie|in it|in there|in this one|in the same film|inside this film|within this movie|within|inside this|part of it|part of this|part of that|take me to|jump to|skip to|go to the part|go to the place|这部影片里|这部电影里|那部影片里|那部电影里|这部片子里|片中|影片里|电影里|影片的|电影的|这部里|里面|同一部影片|视频里|跳到|带我|其中|那部电影|那部影片|这部影片的|这部电影的',
  film: 'films|film|movies|movie|videos|video|documentary|影片|电影|片子|视频|录像|一部|那部|哪部|功夫片',
  moment:
    'moments|moment|scenes|scene|clips|clip|parts|part|bit|shots|shot|sequence|close-up|close-ups|片段|场景|镜头|时刻|那段|一段|那一刻|画面|地方|特写|部分|时候',
  find: 'find|show me|show|look for|looking for|search for|search|look up|pull up|get me|get|give me|give|let me see|see|i want|i need|i would like|is there|are there|do we have|do you have|any|all|every|list|找出|找|给我看|给我|搜索|看看|列出|有没有|我想看|我想|我要|所有|让我看|显示|帮我',
  ask: 'who|what|why|how|where|which|whose|does|do|did|is|are|describe|explain|tell me|tell|say|says|saying|said|谁|什么|为什么|怎么|哪里|哪些|哪|吗|解释|描述|告诉我|说了|讲讲|能看到',
  one: 'first|second|third|fourth|fifth|last|two|three|<number>|第一个|第二个|第三个|第四个|第五个|最后一个|前两个|前三个|前五个|这两个|那两个|两个',
  it: 'this one|that one|the one|the ones|these|those|this|that|it|them|one|ones|这个|那个|这些|那些|它们|它',
  someone: '<name>|she|he|her|him|they|somebody|anybody|people|他们|她|他|有人|两个人',
  please: 'please|a bit|a little|again|请|一下|稍微|再',
  and: 'and|or|with|also|和',
  place: 'in|at|on|outside|inside|indoors|outdoors|during|在|里|上',
};

/** Closed words that only hold others together. */
const glue =
  'the|a|an|of|to|me|my|for|i|you|can|could|let|us|some|there|was|were|have|has|had|be|been|的|了|是|把|个|我|我们|你|有|要|都|就';

interface WordClass {
  readonly name: string;
  readonly pattern: RegExp;
}

const wordClasses: readonly WordClass[] = [...Object.entries(classes), ['', glue] as const].map(
  ([name, words]) => ({
    name,
    pattern: new RegExp(
      words
        .split('|')
        .toSorted((a, b) => b.length - a.length)
        .map((word) => (/\p{Script=Han}/u.test(word) ? word : `(?<![\\p{L}<'])${word}(?![\\p{L}'>-])`))
        .join('|'),
      'gu',
    ),
  }),
);

/**
 * The skeleton of a turn: the classes of its words in their order, `_` for what is content.
 * @param text in lower case, names and numbers as `<name>` and `<number>`
 */
export function skeletonOf(text: string): string[] {
  let marked = text;
  wordClasses.forEach(({ pattern }, at) => {
    // Letters of a private area, which no later class takes for words.
    marked = marked.replaceAll(pattern, (found) =>
      isMarked(found) ? found : String.fromCodePoint(firstMark + at),
    );
  });
  const marks = marked.match(/[\ue000-\ue0ff]|[^\ue000-\ue0ff\s\p{P}]+/gu) ?? [];
  const names = marks.map((mark) => {
    const at = mark.codePointAt(0)! - firstMark;
    return at >= 0 && at < wordClasses.length ? wordClasses[at]!.name : '_';
  });
  return names.filter((name, at) => name !== '' && (name !== '_' || names[at - 1] !== '_'));
}

const firstMark = 0xe000;

function isMarked(text: string): boolean {
  return /[\ue000-\ue0ff]/u.test(text);
}
