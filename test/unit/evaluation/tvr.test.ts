import { describe, expect, test } from 'vitest';
import { intervalIou } from '../../../src-main/domain/interval.ts';
import { readQueries } from '../../../src-main/evaluation/tvr/files.ts';
import { singlePrecisionIou } from '../../../src-main/evaluation/tvr/hits.ts';
import { scoreTvr } from '../../../src-main/evaluation/tvr/score.ts';
import { annotationText, jsonLines } from './annotation-text.ts';

const videos = { one: 1, two: 2 };

function score(
  predictions: Partial<Record<'VCMR' | 'SVMR' | 'VR', number[][]>>,
  annotation: object = { vid_name: 'one', ts: [0, 10], type: 'v' },
) {
  const tasks = Object.fromEntries(
    Object.entries(predictions).map(([task, rows]) => [task, [{ desc_id: 7, predictions: rows }]]),
  );
  return scoreTvr(
    readQueries(
      jsonLines({ desc_id: 7, ...annotation }),
      annotationText(JSON.stringify({ video2idx: videos, ...tasks })),
    ),
  ).metrics;
}

describe('The TVR scores', () => {
  test('find a moment in the corpus by video and overlap', () => {
    const rows = [
      [2, 0, 10, 1],
      [1, 0, 6, 0.9],
      [1, 0, 9, 0.8],
    ];
    expect(score({ VCMR: rows })['VCMR']).toEqual({
      '0.5-r1': 0, '0.5-r5': 100, '0.5-r10': 100, '0.5-r100': 100,
      '0.7-r1': 0, '0.7-r5': 100, '0.7-r10': 100, '0.7-r100': 100,
    }); // prettier-ignore
  });

  test('pass over other videos where the video is given', () => {
    const rows = [...Array.from({ length: 9 }, () => [2, 0, 10, 1]), [1, 0, 6, 0.9]];
    const { SVMR, VCMR } = score({ SVMR: rows, VCMR: rows });
    expect(SVMR).toMatchObject({ '0.5-r1': 100, '0.7-r1': 0 });
    expect(VCMR).toMatchObject({ '0.5-r5': 0, '0.5-r10': 100 });
  });

  test('find a whole video whatever the times', () => {
    expect(
      score({
        VR: [
          [2, 0, 0, 1],
          [1, 0, 0, 1],
        ],
      })['VR'],
    ).toEqual({ r1: 0, r5: 100, r10: 100, r100: 100 });
  });

  test('look at the first hundred predictions', () => {
    const rows = [...Array.from({ length: 100 }, () => [2, 0, 1, 1]), [1, 0, 10, 0]];
    expect(score({ VCMR: rows })['VCMR']).toMatchObject({ '0.5-r100': 0 });
  });

  test('take no prediction as a miss', () => {
    expect(score({ VR: [] })['VR']).toMatchObject({ r100: 0 });
  });

  test('are split by type; a type that nobody asked has no value', () => {
    const { VR_by_type } = score({ VR: [[1, 0, 0, 1]] });
    expect(VR_by_type).toMatchObject({
      'v-r1': 100,
      't-r1': null,
      desc_type_ratio: 'v 100.0 t 0.0 vt 0.0',
    });
    expect(score({ VR: [[1, 0, 0, 1]] }, { vid_name: 'one', ts: [0, 10] })).not.toHaveProperty('VR_by_type');
  });

  test('compute the overlap in single precision', () => {
    // In double precision this overlap falls short of 0.7 by the last digits.
    const [truth, predicted] = [
      { start: 0.2, end: 3.2 },
      { start: 0.2, end: 2.3 },
    ];
    expect(intervalIou(truth, predicted)).toBeLessThan(0.7);
    expect(singlePrecisionIou(predicted, truth)).toBeGreaterThanOrEqual(Math.fround(0.7));
    const { VCMR } = score({ VCMR: [[1, 0.2, 2.3, 1]] }, { vid_name: 'one', ts: [0.2, 3.2] });
    expect(VCMR).toMatchObject({ '0.7-r1': 100 });
  });

  test('give a window that ends before it starts no overlap', () => {
    expect(singlePrecisionIou({ start: 9, end: 2 }, { start: 0, end: 10 })).toBe(0);
    expect(singlePrecisionIou({ start: 5, end: 5 }, { start: 5, end: 5 })).toBe(0);
  });

  test.each([
    ['a video that has no number', { vid_name: 'three', ts: [0, 1] }, { VR: [] }, /line 1: the video three/],
    ['a time that is no number', { vid_name: 'one', ts: [0, '1'] }, { VR: [] }, /line 1: ts.1/],
    [
      'a prediction that is no moment',
      { vid_name: 'one', ts: [0, 1] },
      { VR: [[1, 0]] },
      /VR.0.predictions: must/,
    ],
    [
      'a video number between two',
      { vid_name: 'one', ts: [0, 1] },
      { VR: [[1.5, 0, 0]] },
      /VR.0.predictions: must/,
    ],
  ])('%s is refused', (_what, annotation, predictions, message) => {
    expect(() => score(predictions, annotation)).toThrow(message);
  });

  test('a task whose queries are not those of the annotations is refused', () => {
    const read = (rows: object[]) => () =>
      readQueries(
        jsonLines({ desc_id: 7, vid_name: 'one', ts: [0, 1] }),
        annotationText(JSON.stringify({ video2idx: videos, VR: rows })),
      );
    expect(read([])).toThrow('VR: query 7 is missing');
    expect(read([{ desc_id: 8, predictions: [] }])).toThrow('VR: query 8 is not annotated');
    expect(
      read([
        { desc_id: 7, predictions: [] },
        { desc_id: 7, predictions: [] },
      ]),
    ).toThrow('twice');
  });
});
