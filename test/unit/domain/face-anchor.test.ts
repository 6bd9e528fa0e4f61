import { describe, expect, test } from 'vitest';
import { anchorSample, trackShowing } from '../../../src-main/domain/face-anchor.ts';

const box = { x: 0.4, y: 0.2, width: 0.1, height: 0.2 };
const beside = { ...box, x: 0.8 };
const sample = (time: number, at = box, confidence = 0.9) => ({ time, box: at, confidence });

describe('finding a face again', () => {
  const anchor = { time: 10, box };

  test('it is the track that is there at that time', () => {
    const tracks = [
      { trackId: 1, samples: [sample(9.9, beside)] },
      { trackId: 2, samples: [sample(9.5), sample(9.9)] },
    ];
    expect(trackShowing(anchor, tracks)).toBe(2);
  });

  test('of two that overlap it, it is the one that overlaps more', () => {
    const tracks = [
      { trackId: 1, samples: [sample(10, { ...box, x: 0.45 })] },
      { trackId: 2, samples: [sample(10.1, { ...box, x: 0.41 })] },
    ];
    expect(trackShowing(anchor, tracks)).toBe(2);
  });

  test('a face elsewhere, or at another time, is another one', () => {
    expect(trackShowing(anchor, [{ trackId: 1, samples: [sample(10, beside)] }])).toBeNull();
    expect(trackShowing(anchor, [{ trackId: 1, samples: [sample(11)] }])).toBeNull();
    expect(trackShowing(anchor, [])).toBeNull();
  });

  test('the surest sample inside the picture stands for a track', () => {
    const cut = sample(1, { ...box, x: -0.01 }, 0.99);
    expect(anchorSample([cut, sample(2, box, 0.5), sample(3, box, 0.8)]).time).toBe(3);
    expect(anchorSample([cut]).time).toBe(1);
    expect(() => anchorSample([])).toThrow(RangeError);
  });
});
