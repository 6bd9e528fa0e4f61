import { expect, test } from 'vitest';
import { faceIn } from '../../../src-main/tracking/also-seen.ts';

const size = { width: 200, height: 100 };
const times = [0, 0.1, 0.2, 0.3];
const boxes = times.map((time) => ({ time, x: 50, y: 10, width: 40, height: 60, confidence: 1, seen: true }));

function faceAt(trackId: number, x: number) {
  const box = { x, y: 0.2, width: 0.1, height: 0.2 };
  return { trackId, samples: times.map((time) => ({ time, box, confidence: 1 })) };
}

test('the face whose middle lies in the boxes is the track’s', () => {
  expect(faceIn(boxes, [faceAt(1, 0.1), faceAt(2, 0.3)], size)).toBe(2);
});

test('a track of something else has no face', () => {
  expect(faceIn(boxes, [faceAt(1, 0.1), faceAt(2, 0.8)], size)).toBeNull();
});

test('a face that is seen at other times is not the track’s', () => {
  const { trackId, samples } = faceAt(1, 0.3);
  const later = samples.map((sample) => ({ ...sample, time: sample.time + 5 }));
  expect(faceIn(boxes, [{ trackId, samples: later }], size)).toBeNull();
});
