import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { readCelebritiesInAction } from '../../../src-main/evaluation/personal/celebrities-in-action.ts';
import { readDeepFashion } from '../../../src-main/evaluation/personal/deep-fashion.ts';
import { withFiles, type PersonalDataSet } from '../../../src-main/evaluation/personal/personal-data.ts';
import { scorePersonal } from '../../../src-main/evaluation/personal/score.ts';
import { readThisIsMy } from '../../../src-main/evaluation/personal/this-is-my.ts';
import {
  identityOfPicture,
  readIdentityQueries,
} from '../../../src-main/evaluation/retrieval/identity-queries.ts';
import { annotationText, jsonLines } from './annotation-text.ts';

const thisIsMy = {
  segments: [
    'segment_id,is_anchor,instance_name,video_id,channel_id,start_time,end_time,query',
    "a0,True,Ann's dog Rex,va,c,1.0,2.0,dog",
    'a1,False,,va,c,3.0,6.0,',
    'a2,False,,vb,c,3.0,6.0,',
    'b0,True,"Bo, the older",vc,c,1.0,2.0,man',
    'b1,False,,vd,c,0.0,3.0,',
    'x0,True,Nobody,ve,c,0.0,3.0,man',
  ].join('\n'),
  testSet: JSON.stringify({ b0: ['b1', 'a2'], a0: ['a1', 'a2'] }),
  captions:
    'segs,ids,item,class,caption\na2,0,rex,dog,* lies on the grass\nb1,1,bo,man,* sings\nb1,1,bo,man,\n',
};

const deepFashion = {
  enrolment: 'codes_infer/10:\n000001.jpg\n000002.jpg\n\ncodes_infer/9:\n000003.jpg\n',
  ranked:
    'image_name,pair_id,caption\ntrain/image/000011.jpg,10,a long one\ntrain/image/000012.jpg,9,"b, long"\n',
  captions:
    'image_name,pair_id,caption\ntrain/image/000011.jpg,10,the person is by a deck.\ntrain/image/000012.jpg,9,"at a wall, a person stands."\n',
  categories: 'unique_pair_ids,pair_id_categories\n9,skirt\n10,vest dress\n11,shorts\n',
};

const celebrities = [
  'split,clip,actor,action,place,note',
  'test,c1,Ann,running,the office,x',
  'test,c2,Ann,running,',
  'test,c3,Bo,,the office',
  'train,c4,Bo,running,the office',
].join('\n');

const tvrIt = {
  desc_id: 3,
  vid_name: 'met_s02e02_seg02_clip_14',
  duration: 60,
  ts: [5, 8],
  type: 'v',
  desc: "<person> rubs <person>'s knee.",
  raw_desc: "Lily rubs Ted's knee.",
  person: ['Lily', 'Ted'],
};

function texts<Name extends string>(files: Record<Name, string>) {
  return Object.fromEntries(
    Object.entries<string>(files).map(([name, text]) => [name, annotationText(text, name)]),
  ) as Record<Name, ReturnType<typeof annotationText>>;
}

const setting = (data: PersonalDataSet, name: string) => data.settings.find((one) => one.name === name)!;

describe('This-Is-My', () => {
  const data = readThisIsMy(texts(thisIsMy));

  test('enrols an instance from the segments of videos that have an anchor', () => {
    expect(data.instances).toEqual([
      { name: "Ann's dog Rex", kind: 'pet', category: 'dog', templates: ['a0', 'a1'] },
      { name: 'Bo, the older', kind: 'person', category: 'man', templates: ['b0'] },
    ]);
  });

  test('asks generically for all segments of other videos that show the instance', () => {
    const { candidates, queries, metrics } = setting(data, 'generic');
    expect(metrics).toEqual(['mAP', 'MRR']);
    expect(candidates).toEqual(['a2', 'b1']);
    expect(queries.map(({ right }) => [...right])).toEqual([['a2'], ['b1', 'a2']]);
  });

  test('asks in a context for the one segment that the sentence was written of', () => {
    const { candidates, queries, metrics } = setting(data, 'context');
    expect(metrics).toEqual(['MRR', 'R@5']);
    expect(candidates).toEqual(['a2', 'b1']);
    expect(queries).toEqual([
      { instance: "Ann's dog Rex", text: '* lies on the grass', right: new Set(['a2']) },
      { instance: 'Bo, the older', text: '* sings', right: new Set(['b1']) },
    ]);
  });

  test('says what does not fit', () => {
    const broken = (change: Partial<typeof thisIsMy>) => () =>
      readThisIsMy(texts({ ...thisIsMy, ...change }));
    expect(broken({ captions: 'segs,ids,caption\na2,7,* sings' })).toThrow(
      /captions, line 2: there is no instance 7/,
    );
    expect(broken({ captions: 'segs,caption\na2,* sings' })).toThrow(/no column ids/);
    expect(broken({ testSet: '{"a0":["nowhere"]}' })).toThrow(/nowhere is not among the segments/);
    expect(broken({ testSet: '{}', captions: 'segs,ids,caption' })).toThrow(/asks for nothing/);
  });
});

describe('DeepFashion2 for personal retrieval', () => {
  const data = readDeepFashion(texts(deepFashion));

  test('enrols each item from its own pictures', () => {
    expect(data.instances).toEqual([
      { name: 'item 10', kind: 'object', category: 'vest dress', templates: ['000001', '000002'] },
      { name: 'item 9', kind: 'object', category: 'skirt', templates: ['000003'] },
    ]);
  });

  test('asks with the shortened captions, in which the item stands for who wears it', () => {
    expect(setting(data, 'context').queries).toEqual([
      { instance: 'item 10', text: '* is by a deck.', right: new Set(['000011']) },
      { instance: 'item 9', text: 'at a wall, * stands.', right: new Set(['000012']) },
    ]);
    expect(setting(data, 'generic').candidates).toEqual(['000011', '000012']);
  });
});

describe('Celebrities in Action', () => {
  const data = readCelebritiesInAction(annotationText(celebrities), (actor) => [`${actor} 1`]);

  test('asks for an actor and an action, a place, or both, among the clips of the test that are annotated so', () => {
    expect(data.instances.map(({ name, templates }) => [name, templates])).toEqual([
      ['Ann', ['Ann 1']],
      ['Bo', ['Bo 1']],
    ]);
    const asked = data.settings.map(({ name, candidates, queries }) => [
      name,
      candidates,
      queries.map(({ text, right }) => [text, [...right]]),
    ]);
    expect(asked).toEqual([
      ['action', ['c1', 'c2'], [['* is doing running', ['c1', 'c2']]]],
      [
        'place',
        ['c1', 'c3'],
        [
          ['* in the office', ['c1']],
          ['* in the office', ['c3']],
        ],
      ],
      ['action + place', ['c1'], [['* in the office doing running', ['c1']]]],
    ]);
  });

  test('takes a clip once', () => {
    expect(() => readCelebritiesInAction(annotationText(`${celebrities}\ntest,c1,Ann,,`), () => [])).toThrow(
      /line 6: the clip c1 is there twice/,
    );
  });
});

describe('A data set of which files are missing', () => {
  test('asks only what can be answered and enrolled', () => {
    const left = withFiles(readThisIsMy(texts(thisIsMy)), (file) => file !== 'b1' && file !== 'a1');
    expect(left.instances.map(({ templates }) => templates)).toEqual([['a0'], ['b0']]);
    expect(setting(left, 'generic').queries).toHaveLength(2);
    expect(setting(left, 'context').queries.map(({ text }) => text)).toEqual(['* lies on the grass']);
    expect(withFiles(left, (file) => file !== 'a0').instances.map(({ name }) => name)).toEqual([
      'Bo, the older',
    ]);
  });
});

describe('The scores of personal retrieval', () => {
  const ranked = (rights: string) =>
    [...rights].map((right, index) => ({ score: 10 - index, isRight: right === '1' }));

  test('are those of the field, in percent', () => {
    const queries = [ranked('0101'), ranked('1000'), ranked('000001')];
    const values = Object.fromEntries(
      scorePersonal(['mAP', 'MRR', 'R@1', 'R@5'], queries).map(({ name, value }) => [name, value]),
    );
    expect(values['mAP']).toBeCloseTo((100 * ((1 / 2 + 2 / 4) / 2 + 1 + 1 / 6)) / 3);
    expect(values['MRR']).toBeCloseTo((100 * (1 / 2 + 1 + 1 / 6)) / 3);
    expect(values['R@1']).toBeCloseTo(100 / 3);
    expect(values['R@5']).toBeCloseTo(200 / 3);
  });

  test('take equal scores at their worst', () => {
    const tied = [
      { score: 0, isRight: true },
      { score: 0, isRight: false },
    ];
    expect(scorePersonal(['MRR'], [tied])[0]!.value).toBe(50);
  });
});

describe('TVR with identities', () => {
  test('names stand where their pictures are, by show', () => {
    const [query] = readIdentityQueries(jsonLines(tvrIt));
    expect(query).toEqual({
      id: '3',
      video: 'met_s02e02_seg02_clip_14',
      windows: [{ start: 5, end: 8 }],
      pieces: [
        { name: 'Lily', identity: 'met_Lily' },
        { words: ' rubs ' },
        { name: 'Ted', identity: 'met_Ted' },
        { words: "'s knee." },
      ],
    });
    const bbt = readIdentityQueries(jsonLines({ ...tvrIt, vid_name: 's01e02_seg01_clip_00' }));
    expect(bbt[0]!.pieces[0]).toEqual({ name: 'Lily', identity: 'bbt_Lily' });
  });

  test('a picture tells whom it shows', () => {
    expect(identityOfPicture('bbt_James Earl Jones_1')).toBe('bbt_James Earl Jones');
    expect(identityOfPicture('portrait')).toBeNull();
  });

  test('every place in the sentence has a name', () => {
    expect(() => readIdentityQueries(jsonLines({ ...tvrIt, person: ['Lily'] }))).toThrow(
      /2 <person> but 1 names/,
    );
    expect(() => readIdentityQueries(jsonLines(tvrIt, tvrIt))).toThrow(/line 2: query 3 is there twice/);
    expect(() => readIdentityQueries(annotationText(''))).toThrow(/holds no query/);
  });
});

describe('Annotations of personal retrieval', () => {
  const readers: Record<
    string,
    { files: Record<string, string>; read: (files: Record<string, string>) => unknown }
  > = {
    'This-Is-My': { files: thisIsMy, read: (files) => readThisIsMy(texts(files as typeof thisIsMy)) },
    DeepFashion2: {
      files: deepFashion,
      read: (files) => readDeepFashion(texts(files as typeof deepFashion)),
    },
    'Celebrities in Action': {
      files: { clips: celebrities },
      read: ({ clips }) => readCelebritiesInAction(annotationText(clips!), () => ['picture']),
    },
    'TVR-IT': {
      files: { queries: JSON.stringify(tvrIt) },
      read: ({ queries }) => readIdentityQueries(annotationText(queries!)),
    },
  };
  const signs = [
    '-1',
    'null',
    '1e999',
    '[]',
    '"',
    ',',
    '\0',
    '\n',
    ':',
    '{',
    'True',
    '__proto__',
    '999999999999',
  ];
  const anything = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom(...signs));

  test.each(Object.entries(readers))(
    '%s: files that are damaged anywhere are read or refused in words',
    (_name, { files, read }) => {
      const damaged = fc
        .tuple(
          fc.constantFrom(...Object.keys(files)),
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.nat(8),
          anything,
        )
        .map(([name, where, cut, put]) => {
          const text = files[name]!;
          const at = Math.floor(where * text.length);
          return { ...files, [name]: text.slice(0, at) + put + text.slice(at + cut) };
        });
      fc.assert(
        fc.property(fc.oneof(damaged, fc.record(mapValues(files, () => fc.string()))), (some) => {
          try {
            read(some);
          } catch (error) {
            expect(error).toBeInstanceOf(UserFacingError);
          }
        }),
        { numRuns: 300 },
      );
    },
  );
});

function mapValues<T>(files: Record<string, string>, of: () => T): Record<string, T> {
  return Object.fromEntries(Object.keys(files).map((name) => [name, of()]));
}
