import { expect, it } from 'vitest';
import { noAnswers, withAnswer } from '../../../src-renderer/rules/face-answers.ts';

it('an answer can be given, changed and taken back', () => {
  const yes = withAnswer(noAnswers, 7, true);
  expect([...withAnswer(yes, 8, false)]).toEqual([
    [7, true],
    [8, false],
  ]);
  expect([...withAnswer(yes, 7, false)]).toEqual([[7, false]]);
  expect([...withAnswer(yes, 7, true)]).toEqual([]);
  expect([...yes]).toEqual([[7, true]]);
});
