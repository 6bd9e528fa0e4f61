import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src-main/search/query.ts';
import { partsOf, printPlan } from '../../../src-main/search/query-plan.ts';

const known = ['Ada', 'Bo', 'Ann', 'Ann Lee', 'José', '李雷', 'Rob "The Rock" Stone'];
const parse = (text: string, names: readonly string[] = known) => partsOf(parseQuery(text, names).plan);
const person = (name: string, isKnown = true) => ({ kind: 'person', name, known: isKnown });
const words = (text: string) => ({ kind: 'words', text });
const phrase = (text: string) => ({ kind: 'phrase', text });

describe('A query', () => {
  it('names people with @', () => {
    expect(parse('@Ada @Bo')).toEqual([person('Ada'), person('Bo')]);
    expect(parse('@Ada, @Bo')).toEqual([person('Ada'), person('Bo')]);
  });

  it('finds names without regard to case and accents', () => {
    expect(parse('@ADA')).toEqual([person('Ada')]);
    expect(parse('@jose laughs')).toEqual([person('José'), words('laughs')]);
    expect(parse('@jose\u0301')).toEqual([person('José')]);
  });

  it('reads what stands behind a name and a colon as what that person says', () => {
    const said = (name: string, text: string, exact = false, isKnown = true) => ({
      ...{ kind: 'said', name, known: isKnown, text, exact },
    });
    expect(parse('@Ada: coffee')).toEqual([said('Ada', 'coffee')]);
    expect(parse('@ada:"my mug" in the kitchen')).toEqual([
      said('Ada', 'my mug', true),
      words('in the kitchen'),
    ]);
    expect(parse('@Ada:')).toEqual([said('Ada', '')]);
    expect(parse('@Ada: hello then @Bo: hello @Ada')).toEqual([
      said('Ada', 'hello'),
      { kind: 'then', within: null },
      said('Bo', 'hello'),
      person('Ada'),
    ]);
    expect(parse('@李雷：我的杯子')).toEqual([said('李雷', '我的杯子')]);
    expect(parse('@Zed: do \\then')).toEqual([said('Zed', 'do then', false, false)]);
    for (const query of ['@Ada: coffee', '@Ada: "my mug" tea', '@Ada: or @Bo: do \\then', '@Zed: x -car']) {
      const { plan } = parseQuery(query, known);
      expect(parseQuery(printPlan(plan), known).plan).toEqual(plan);
    }
    expect(parse('@A:'.repeat(3000)).length).toBeLessThan(30);
  });

  it('takes the longest known name that stands there', () => {
    expect(parse('@Ann Lee is here')).toEqual([person('Ann Lee'), words('is here')]);
    expect(parse('@ann   lee is here')).toEqual([person('Ann Lee'), words('is here')]);
    expect(parse('@Ann leeway')).toEqual([person('Ann'), words('leeway')]);
  });

  it('takes a quoted name whole', () => {
    expect(parse('@"Ann Lee" sings')).toEqual([person('Ann Lee'), words('sings')]);
    expect(parse('@“Mary Ann”')).toEqual([person('Mary Ann', false)]);
    expect(parse('@"Rob "The Rock" Stone" runs')).toEqual([person('Rob "The Rock" Stone'), words('runs')]);
    expect(parse('@Rob “The Rock” Stone')).toEqual([person('Rob "The Rock" Stone')]);
  });

  it('keeps a name that nobody has as unknown', () => {
    expect(parse('@Zed, and then')).toEqual([person('Zed', false), words(', and then')]);
    expect(parse('@Adam')).toEqual([person('Adam', false)]);
  });

  it('reads a possessive as the name', () => {
    expect(parse("@Ada's mug")).toEqual([person('Ada'), words('mug')]);
  });

  it('reads names of any characters', () => {
    expect(parse('@👩‍🚀 Eve waves', ['👩‍🚀 Eve'])).toEqual([person('👩‍🚀 Eve'), words('waves')]);
    expect(parse('@ﬁona', ['Fiona'])).toEqual([person('Fiona')]);
  });

  it('reads names in scripts without spaces', () => {
    expect(parse('@李雷在哪里')).toEqual([person('李雷'), words('在哪里')]);
    expect(parse('＠李雷 「我的杯子」')).toEqual([person('李雷'), phrase('我的杯子')]);
  });

  it('counts a person who is named twice once', () => {
    expect(parse('@Ada @ada')).toEqual([person('Ada')]);
    expect(parse('@Zed @zed')).toEqual([person('Zed', false)]);
  });

  it.each([
    ['"where is my mug"', 'where is my mug'],
    ['“where is my mug”', 'where is my mug'],
    ['“where is my mug"', 'where is my mug'],
    ['„wo ist mein Becher“', 'wo ist mein Becher'],
    ['«où est ma tasse»', 'où est ma tasse'],
    ['「杯子在哪里」', '杯子在哪里'],
    ['『杯子在哪里』', '杯子在哪里'],
  ])('reads %s as dialogue', (text, inside) => {
    expect(parse(text)).toEqual([phrase(inside)]);
  });

  it('reads a quote that is never closed as text', () => {
    expect(parse('"where is my mug')).toEqual([words('"where is my mug')]);
    expect(parse('don’t')).toEqual([words('don’t')]);
    expect(parse('@"')).toEqual([]);
  });

  it('leaves out quotes without words, and takes addresses for text', () => {
    expect(parse('"" "!?" hello')).toEqual([words('hello')]);
    expect(parse('ada@home.org')).toEqual([words('ada@home.org')]);
    expect(parse(' @ ')).toEqual([]);
  });

  it('keeps the order of its parts', () => {
    expect(parse('red @Ada "my mug" kitchen')).toEqual([
      words('red'),
      person('Ada'),
      phrase('my mug'),
      words('kitchen'),
    ]);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      '@',
      '"',
      '“',
      '”',
      '「',
      '」',
      '«',
      '@Ada',
      '@ann lee',
      '@"',
      "'",
      ' ',
      '\n',
      '\0',
      '👩‍🚀',
      'שלום',
      'OR',
      '*',
      ')',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const anyQuery = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

  it('of the longest kind is read at once, also where a thousand words could say “not”', () => {
    const begun = process.cpuUsage();
    for (const text of ['word '.repeat(1500) + 'not '.repeat(600), '的'.repeat(5000) + '非'.repeat(5000)]) {
      parseQuery(text, ['Ada']);
    }
    expect(process.cpuUsage(begun).user).toBeLessThan(1e6);
  });

  it('never throws, and its parts are never empty, whatever is typed', () => {
    fc.assert(
      fc.property(anyQuery, fc.array(fc.string(), { maxLength: 4 }), (text, names) => {
        for (const part of parse(text, [...known, ...names])) {
          if (part.kind === 'person') expect(part.name.trim()).not.toBe('');
          if (part.kind === 'phrase' || part.kind === 'words') expect(part.text.trim()).not.toBe('');
        }
      }),
    );
  });

  it('finds every known name again that is written with @ before plain words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.constantFrom('', ' sings', ', then', '!'), (name, rest) => {
        expect(parse(`@${name.toUpperCase()}${rest}`)[0]).toEqual(person(name));
      }),
    );
  });

  it('reads ten thousand hostile characters in a moment', () => {
    const started = performance.now();
    for (const text of ['«', '@', '@"', '"', '@Ann ', 'a'].map((unit) => unit.repeat(10_000 / unit.length))) {
      parse(text);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('The language of queries', () => {
  const not = (part: object) => ({ kind: 'not', part });
  const then = (within: number | null = null) => ({ kind: 'then', within });
  const while_ = { kind: 'while' };
  const or = { kind: 'or' };
  const filter = (name: string, value: string) => ({ kind: 'filter', filter: name, value });
  const notes = (text: string) => parseQuery(text, known).notes.map(({ sentence }) => sentence);

  it.each([
    ['kitchen -car', [words('kitchen'), not(words('car'))]],
    ['@Ada not @Bo in the kitchen', [person('Ada'), not(person('Bo')), words('in the kitchen')]],
    ['@Ada -@"Ann Lee"', [person('Ada'), not(person('Ann Lee'))]],
    ['street not the red car in the rain', [words('street'), not(words('red car')), words('in the rain')]],
    ['street not the red car, rain', [words('street'), not(words('red car')), words('rain')]],
    ['@Ada not "good night"', [person('Ada'), not(phrase('good night'))]],
    ['@李雷不@Bo', [person('李雷'), not(person('Bo'))]],
  ])('reads what must be absent in %s', (text, parts) => {
    expect(parse(text)).toEqual(parts);
    expect(notes(text)).toEqual([]);
  });

  it.each([
    'do not blame me for this',
    'it is not the same',
    'I know not what you do',
    'to be or not to be',
    'a well-known place',
    '- Hello',
    '我不知道',
  ])('takes %s for what somebody says', (text) => {
    expect(parse(text)).toEqual([words(text)]);
  });

  it.each([
    ['the red car then the explosion', [words('the red car'), then(), words('the explosion')]],
    ['@Ada then within 30s @Bo', [person('Ada'), then(30), person('Bo')]],
    ['@Ada then within 2 minutes @Bo', [person('Ada'), then(120), person('Bo')]],
    ['@Ada singing while "hello"', [person('Ada'), words('singing'), while_, phrase('hello')]],
    ['a dog or a cat then @Bo', [words('a dog'), or, words('a cat'), then(), person('Bo')]],
    ['@李雷跑步然后@Bo', [person('李雷'), words('跑步'), then(), person('Bo')]],
    ['狗或猫', [words('狗'), or, words('猫')]],
    ['狗或者猫同时「你好」', [words('狗'), or, words('猫'), while_, phrase('你好')]],
    ['或许狗', [words('或许狗')]],
  ])('divides %s at its operators', (text, parts) => {
    expect(parse(text)).toEqual(parts);
  });

  it('binds side by side closer than while, while closer than then, then closer than or', () => {
    const { plan } = parseQuery('@Ada dog while rain then @Bo or cat', known);
    expect(plan.alternatives).toEqual([
      [
        { within: null, scenes: [[person('Ada'), words('dog')], [words('rain')]] },
        { within: null, scenes: [[person('Bo')]] },
      ],
      [{ within: null, scenes: [[words('cat')]] }],
    ]);
  });

  it.each([
    ['in:"My Films" dog', [words('dog'), filter('in', 'My Films')]],
    ['dog in:Holiday beach', [words('dog beach'), filter('in', 'Holiday')]],
    ['year:1999 dog', [words('dog'), filter('year', '1999')]],
    ['dog year:1999..2005', [words('dog'), filter('year', '1999..2005')]],
    ['dog year:>1999', [words('dog'), filter('year', '1999..')]],
    ['@Ada shot:close', [person('Ada'), filter('shot', 'close-up')]],
    ['@Ada shot：特写', [person('Ada'), filter('shot', 'close-up')]],
    ['"hello" lang:EN', [phrase('hello'), filter('lang', 'en')]],
    ['dog duration:<10m', [words('dog'), filter('duration', '..600s')]],
    ['dog longer:20m', [words('dog'), filter('duration', '1200s..')]],
    ['dog shorter:90s', [words('dog'), filter('duration', '..90s')]],
    ['dog light:dark', [words('dog'), filter('light', 'night')]],
    ['狗 光线：夜晚', [words('狗'), filter('light', 'night')]],
    ['dog unseen:yes', [words('dog'), filter('seen', 'no')]],
    ['dog seen:yes', [words('dog'), filter('seen', 'yes')]],
    ['狗 未看：是', [words('狗'), filter('seen', 'no')]],
    ['dog folder:Holiday', [words('dog'), filter('in', 'Holiday')]],
    ['狗 文件夹:假期 年份:1999', [words('狗'), filter('in', '假期'), filter('year', '1999')]],
    ['dog added:2w', [words('dog'), filter('added', '14d')]],
    ['dog added:today', [words('dog'), filter('added', '1d')]],
    ['dog added:2024-02', [words('dog'), filter('added', '2024-02-01..2024-02-29')]],
    ['dog added:2024-05-01..', [words('dog'), filter('added', '2024-05-01..')]],
    ['dog added:<2023', [words('dog'), filter('added', '..2023-12-31')]],
    ['dog duration:1h..2h', [words('dog'), filter('duration', '3600s..7200s')]],
  ])('reads the filter of %s', (text, parts) => {
    expect(parse(text)).toEqual(parts);
  });

  it('reads examples beside words and people', () => {
    const like = (example: string) => ({ kind: 'like', example });
    expect(parse('like:m12-345-389 but at night')).toEqual([like('m12-345-389'), words('but at night')]);
    expect(parse('@Ann LIKE:F3-120')).toEqual([person('Ann'), like('f3-120')]);
    expect(parse(`像：x${'0A'.repeat(16)} 狗`)).toEqual([like(`x${'0a'.repeat(16)}`), words('狗')]);
    expect(parse('dog -like:f3-120')).toEqual([words('dog'), not(like('f3-120'))]);
    expect(parse('I like: nothing')).toEqual([words('I like: nothing')]);
  });

  it('reads the weights of words, each word with one', () => {
    const weighed = (text: string, weights: Record<string, number>) => ({
      ...words(text),
      weights: Object.entries(weights).map(([word, picture]) => ({ word, picture })),
    });
    expect(parse('red car^20 coffee^100')).toEqual([weighed('red car coffee', { car: 20, coffee: 100 })]);
    expect(parse('Car  dog^10 car^20')).toEqual([weighed('Car dog car', { car: 20, dog: 10 })]);
    expect(parse('@Ada coffee^0')).toEqual([person('Ada'), weighed('coffee', { coffee: 0 })]);
    expect(parse('红色的车^30')).toEqual([weighed('红色的车', { 车: 30 })]);
    expect(parse('coffee^101 ^50 x\\^2 c*^d')).toEqual([words('coffee^101 ^50 x^2 c*^d')]);
    expect(printPlan(parseQuery('red car^20 coffee\\^7', known).plan)).toBe('red car^20 coffee\\^7');
  });

  it.each([
    ['like:this dog', 'like:this'],
    ['like:m12-9-5 dog', 'like:m12-9-5'],
    ['year:soon dog', 'year:soon'],
    ['added:2024-02-30 dog', 'added:2024-02-30'],
    ['added:0d dog', 'added:0d'],
    ['seen:perhaps dog', 'seen:perhaps'],
    ['light:blue dog', 'light:blue'],
    ['longer:than dog', 'longer:than'],
    ['shot:huge dog', 'shot:huge'],
    ['year:2005..1999 dog', 'year:2005..1999'],
    ['then @Ada', 'then'],
    ['@Ada or', 'or'],
    ['not @Ada', 'not @Ada'],
  ])('reads what is ill-formed in %s as text and says so', (text, said) => {
    expect(notes(text)).toEqual([`“${said}” was read as plain text.`]);
    expect(parse(text).some((part) => part.kind === 'words' && part.text.includes(said))).toBe(true);
  });

  it('takes the meaning away from what stands behind a backslash', () => {
    expect(parse('\\"open \\@Ada \\then \\-x C:\\films')).toEqual([words('"open @Ada then -x C:\\films')]);
  });

  const anything = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...[
            '@Ada',
            '@"Ann Lee"',
            '@zed',
            ' ',
            ' ',
            ' ',
            'dog',
            'the',
            'not',
            'then',
            'or',
            'while',
            '-',
            '\\',
          ],
          ...[
            '"',
            '“',
            '「',
            '」',
            '«',
            '»',
            '@',
            "'s",
            'is',
            'within',
            ' 30s',
            'then within 5 m',
            ',',
            'in:',
          ],
          ...[
            'year:1999',
            'year:x',
            '^30',
            '^',
            'dog^70',
            'then^5',
            'like:m1-20-30',
            'added:7d',
            'added:2024..',
            'unseen:yes',
            'light:night',
            'longer:',
            '未看：是',
            '光线:',
            'like:f3-4',
            'like:',
            '像:f3-4',
            'shot:wide',
            '然后',
            '或',
            '许',
            '不',
            '没有',
            '同时',
            '李雷',
            '@李雷',
            '；',
          ],
          ...[
            'not the ',
            'red car',
            'a',
            'lang:en',
            'duration:5..',
            '\u202eשלום',
            '😀',
            '\0',
            "'; DROP TABLE",
            'NEAR(',
          ],
        ),
        fc.string({ unit: 'binary', maxLength: 4 }),
      ),
      { maxLength: 40 },
    )
    .map((pieces) => pieces.join(''));

  it.each(['@Bo: year:1999 "hello"', '@Bo: "" "hello"', `@Bo:${' '.repeat(200)}"hello"`])(
    'keeps apart who speaks and what is said by anybody, also when it is printed: %s',
    (text) => {
      const { plan } = parseQuery(text, known);
      expect(partsOf(plan)[0]).toEqual({ kind: 'said', name: 'Bo', known: true, text: '', exact: false });
      expect(parseQuery(printPlan(plan), known).plan).toEqual(plan);
    },
  );

  it('reads every plan again as it was printed', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { plan } = parseQuery(text, known);
        const again = parseQuery(printPlan(plan), known);
        expect(again.plan).toEqual(plan);
        expect(again.notes).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('never loses an alternative, a step or a scene that is wanted', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const steps of parseQuery(text, known).plan.alternatives) {
          expect(steps.length).toBeGreaterThan(0);
          for (const { scenes } of steps) {
            expect(scenes.length).toBeGreaterThan(0);
            for (const scene of scenes) expect(scene.some(({ kind }) => kind !== 'not')).toBe(true);
          }
        }
      }),
    );
  });

  it.each([
    ['ten thousand characters', 'mug @Ada then '.repeat(715)],
    ['fifty names', Array.from({ length: 50 }, (_, i) => `@Name${i}`).join(' ')],
    ['stop words alone', 'the of and to'],
    ['emoji', '😀 👩‍🚀 then 😀'],
    ['text from right to left', 'אדם בים then @Ada'],
    ['the syntax of databases', `dog" OR 1=1; --' NEAR(a b) {x y}: c* ^d`],
  ])('reads %s', (_, text) => {
    const { plan } = parseQuery(text, known);
    expect(plan.alternatives.length).toBeGreaterThan(0);
    expect(parseQuery(printPlan(plan), known).plan).toEqual(plan);
  });
});
