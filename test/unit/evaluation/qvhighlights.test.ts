import { describe, expect, test } from 'vitest';
import { readQueries } from '../../../src-main/evaluation/qvhighlights/files.ts';
import { rankedPrecision } from '../../../src-main/evaluation/qvhighlights/highlights.ts';
import {
  averagePrecision,
  interpolatedPrecision,
  iouThresholds,
} from '../../../src-main/evaluation/qvhighlights/moment-retrieval.ts';
import { scoreQvhighlights } from '../../../src-main/evaluation/qvhighlights/score.ts';
import { jsonLines } from './annotation-text.ts';

const annotation = (qid: number, windows: number[][], extra: object = {}) => ({
  qid,
  duration: 150,
  relevant_windows: windows,
  relevant_clip_ids: [0, 1],
  saliency_scores: [
    [2, 3, 4],
    [4, 1, 1],
  ],
  ...extra,
});
const window = (start: number, end: number, score: number) => ({ start, end, score });

describe('Average precision of windows', () => {
  const truth = [
    { start: 0, end: 10 },
    { start: 20, end: 30 },
  ];

  test('is the area under the interpolated precision', () => {
    const found = averagePrecision(truth, [window(0, 10, 0.9), window(40, 50, 0.8), window(20, 30, 0.7)]);
    expect(found[0]).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3));
  });

  test('ranks by score, not by place in the file', () => {
    const found = averagePrecision(truth, [window(40, 50, 0.1), window(0, 10, 0.9), window(20, 30, 0.8)]);
    expect(found).toEqual(iouThresholds.map(() => 1));
  });

  test('lets each true window be found once', () => {
    const found = averagePrecision(truth, [window(0, 10, 0.9), window(0, 10, 0.8)]);
    expect(found[0]).toBe(0.5);
  });

  test('counts an overlap that reaches the threshold exactly', () => {
    const found = averagePrecision([{ start: 0, end: 10 }], [window(0, 7, 1)]);
    expect(found.map((precision) => precision === 1)).toEqual(iouThresholds.map((iou) => iou <= 0.7));
  });

  test('takes for each recall the best precision at it or beyond', () => {
    expect(interpolatedPrecision([false, true, true], 2)).toBeCloseTo(2 / 3);
    expect(interpolatedPrecision([false, false], 2)).toBe(0);
    expect(interpolatedPrecision([], 2)).toBe(0);
  });
});

describe('Precision of ranked clips', () => {
  test('is averaged over the recalls that are reached', () => {
    expect(rankedPrecision([true, false, true, false], [0.9, 0.8, 0.7, 0.1])).toBeCloseTo((1 + 2 / 3) / 2);
  });

  test('lets clips of one score in together', () => {
    expect(rankedPrecision([true, false], [0.5, 0.5])).toBe(0.5);
    expect(rankedPrecision([true, true, false], [0.5, 0.5, 0.1])).toBe(1);
  });

  test('is 0 without a highlight and 1 without anything else', () => {
    expect(rankedPrecision([false, false], [1, 2])).toBe(0);
    expect(rankedPrecision([true, true], [1, 2])).toBe(1);
  });
});

describe('The QVHighlights scores', () => {
  const score = (annotations: object[], predictions: object[]) =>
    scoreQvhighlights(readQueries(jsonLines(...annotations), jsonLines(...predictions)));

  test('count the first prediction, and the true window it overlaps most', () => {
    const { metrics } = score(
      [
        annotation(1, [
          [0, 10],
          [20, 60],
        ]),
        annotation(2, [[0, 10]]),
      ],
      [
        { qid: 1, pred_relevant_windows: [[20, 60, 0.1]] },
        { qid: 2, pred_relevant_windows: [[0, 6, 0.5]] },
      ],
    );
    expect(metrics['brief']).toMatchObject({ 'MR-full-R1@0.5': 100, 'MR-full-R1@0.7': 50 });
    expect(metrics['brief']).not.toHaveProperty('HL-min-Fair-mAP');
  });

  test('are split by the length of the true windows; without any there is no value', () => {
    const { metrics } = score(
      [
        annotation(1, [
          [0, 10],
          [20, 60],
        ]),
      ],
      [{ qid: 1, pred_relevant_windows: [[0, 10, 0.9]] }],
    );
    expect(metrics['brief']).toMatchObject({
      'MR-full-mAP': 50,
      'MR-short-mAP': 100,
      'MR-middle-mAP': null,
      'MR-long-mAP': 0,
    });
  });

  test('a query without an answer is a miss', () => {
    const { metrics } = score(
      [annotation(1, [[0, 10]]), annotation(2, [[0, 10]])],
      [
        { qid: 2, pred_relevant_windows: [] },
        { qid: 1, pred_relevant_windows: [[0, 10, 1]] },
      ],
    );
    expect(metrics['brief']).toMatchObject({ 'MR-full-R1@0.5': 50, 'MR-full-mAP': 50 });
  });

  test('highlights: the best clip hits when any annotator agrees; missing clips score 0', () => {
    const { metrics } = score([annotation(1, [[0, 4]])], [{ qid: 1, pred_saliency_scores: [0.2, 0.9] }]);
    // Clip 1 is a highlight for the first annotator only, clip 0 for all three at "Fair".
    expect(metrics['HL-min-Fair']).toEqual({ 'HL-mAP': 66.67, 'HL-Hit1': 100 });
    expect(metrics['HL-min-VeryGood']).toEqual({ 'HL-mAP': 50, 'HL-Hit1': 100 });
    expect(metrics).not.toHaveProperty('full');
  });

  test.each([
    ['a query that is not annotated', [annotation(1, [[0, 1]])], [{ qid: 2 }], /query 1/],
    ['a query twice', [annotation(1, [[0, 1]])], [{ qid: 1 }, { qid: 1 }], /line 2: query 1 is there twice/],
    ['no true window', [annotation(1, [])], [{ qid: 1 }], /line 1: relevant_windows/],
    [
      'a clip beyond the end',
      [annotation(1, [[0, 1]], { relevant_clip_ids: [0, 75] })],
      [{ qid: 1 }],
      /line 1: clip 75/,
    ],
    [
      'a task on some lines only',
      [annotation(1, [[0, 1]]), annotation(2, [[0, 1]])],
      [{ qid: 1, pred_relevant_windows: [[0, 1, 1]] }, { qid: 2 }],
      /line 2: pred_relevant_windows/,
    ],
  ])('%s is refused with its place', (_what, annotations, predictions, message) => {
    expect(() => score(annotations, predictions)).toThrow(message);
  });
});
