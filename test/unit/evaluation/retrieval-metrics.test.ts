import { describe, expect, test } from 'vitest';
import { metricsOf } from '../../../src-main/evaluation/retrieval/answered-query.ts';
import { scoreRetrieval } from '../../../src-main/evaluation/retrieval/score.ts';

const moment = (video: string, start: number, end: number) => ({ video, start, end });

describe('metrics of retrieval', () => {
  const truth = [moment('a', 0, 10), moment('b', 20, 30)];

  test('any true moment is a hit, at the overlap that is asked for', () => {
    const values = metricsOf({ truth, source: 'b', found: [moment('a', 0, 6), moment('b', 20, 30)] });
    expect(values['VR R@1']).toBe(1);
    expect(values['VCMR R@1 IoU 0.5']).toBe(1);
    expect(values['VCMR R@1 IoU 0.7']).toBe(0);
    expect(values['VCMR R@5 IoU 0.7']).toBe(1);
    expect(values['SVMR R@1 IoU 0.7']).toBe(1);
    expect(values['mAP']).toBe(1);
  });

  test('a video counts once however many moments of it are found', () => {
    const found = [
      moment('c', 0, 1),
      moment('c', 2, 3),
      moment('c', 4, 5),
      moment('c', 6, 7),
      moment('c', 8, 9),
      moment('a', 50, 60),
    ];
    const values = metricsOf({ truth, source: null, found });
    expect(values['VR R@1']).toBe(0);
    expect(values['VR R@5']).toBe(1);
    expect(values['SVMR R@1 IoU 0.5']).toBeUndefined();
  });

  test('a true moment is hit once', () => {
    const values = metricsOf({ truth, source: null, found: [moment('a', 0, 10), moment('a', 0, 9)] });
    expect(values['mAP']).toBe(0.5);
    expect(values['MRR']).toBe(1);
  });

  test('nothing found is a miss in every metric', () => {
    expect(Object.values(metricsOf({ truth, source: 'a', found: [] })).every((value) => value === 0)).toBe(
      true,
    );
  });

  test('means are percent with an interval over the queries', () => {
    const right = { truth, source: null, found: truth };
    const scored = scoreRetrieval([right, right, right, { ...right, found: [] }]);
    const recall = scored.find(({ name }) => name === 'VR R@1')!;
    expect(recall.value).toBe(75);
    expect(recall.interval!.low).toBeLessThan(75);
    expect(recall.interval!.high).toBe(100);
  });
});
