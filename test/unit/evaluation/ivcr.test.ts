import { describe, expect, it } from 'vitest';
import { readIvcr } from '../../../src-main/evaluation/conversation/ivcr.ts';
import { scoreDialogues, type AnsweredTurn } from '../../../src-main/evaluation/conversation/score.ts';

const dialogue = {
  id: 17,
  turns: [
    { query: 'Kung Fu movie where men and women fight', intent: 'video retrieval', video: 'v_1' },
    { query: '他们什么时候停手？', intent: 'temporal video grounding', video: 'v_1', moment: [4, 10] },
    { query: 'thank you', intent: 'natural dialogue' },
  ],
};
const read = (...dialogues: unknown[]) =>
  readIvcr({ name: 'ivcr.jsonl', text: dialogues.map((one) => JSON.stringify(one)).join('\n') });

describe('Dialogues of IVCR-200K', () => {
  it('are read a line each', () => {
    expect(read(dialogue, { ...dialogue, id: 'b' }).map(({ id }) => id)).toEqual(['17', 'b']);
    expect(read(dialogue)[0]!.turns).toEqual([
      { query: dialogue.turns[0]!.query, kind: 'video retrieval', video: 'v_1', moment: null },
      {
        query: '他们什么时候停手？',
        kind: 'temporal video grounding',
        video: 'v_1',
        moment: { start: 4, end: 10 },
      },
      { query: 'thank you', kind: 'natural dialogue', video: null, moment: null },
    ]);
  });

  it.each([
    ['an unknown intent', [dialogue, { id: 1, turns: [{ query: 'a', intent: 'dance' }] }], 'line 2'],
    ['no video', [{ id: 1, turns: [{ query: 'a', intent: 'video retrieval' }] }], 'video'],
    [
      'a moment that ends before it begins',
      [{ id: 1, turns: [{ query: 'a', intent: 'temporal video grounding', video: 'v', moment: [5, 5] }] }],
      'ends before it begins',
    ],
    ['one id twice', [dialogue, dialogue], 'line 2: the dialogue 17 is there twice'],
    ['no turns', [{ id: 1, turns: [] }], 'turns'],
  ])('with %s are refused', (_what, dialogues, message) => {
    expect(() => read(...dialogues)).toThrow(message);
  });
});

describe('Measures of dialogues', () => {
  const [asked, grounded, thanked] = read(dialogue)[0]!.turns as [
    AnsweredTurn['truth'],
    AnsweredTurn['truth'],
    AnsweredTurn['truth'],
  ];
  const at = (video: string, start = 0, end = 6) => ({ video, start, end });
  const figures = (...dialogues: AnsweredTurn[][]) =>
    Object.fromEntries(scoreDialogues(dialogues).map(({ name, value }) => [name, value]));

  it('count videos once, however many of their moments come first', () => {
    const found = [...Array.from({ length: 12 }, (_, n) => at('v_2', n, n + 1)), at('v_1')];
    expect(figures([{ truth: asked, kind: 'video retrieval', found }])).toEqual({
      'turn 1, intent': 100,
      'turn 1, R@1': 0,
      'turn 1, R@10': 100,
    });
  });

  it('ask of moments that they overlap in the right video', () => {
    const first = { truth: asked, kind: 'video retrieval' as const, found: [at('v_1')] };
    const answered = (found: AnsweredTurn['found']) => ({
      ...{ truth: grounded, kind: 'video retrieval' as const, found },
    });
    const told = figures(
      [first, answered([at('v_1', 4, 8)])],
      [first, answered([at('v_2', 4, 10)])],
      [first, answered([])],
    );
    expect(told).toMatchObject({ 'turn 1, R@1': 100, 'turn 2, intent': 0 });
    expect(told['turn 2, R@1']).toBeCloseTo(100 / 3);
    expect(told['turn 2, R@1 IoU 0.5']).toBeCloseTo(100 / 3);
    expect(told['turn 2, R@1 IoU 0.7']).toBe(0);
  });

  it('have nothing but the intent for turns that ask for nothing', () => {
    expect(figures([{ truth: thanked, kind: 'natural dialogue', found: [] }])).toEqual({
      'turn 1, intent': 100,
    });
  });
});
