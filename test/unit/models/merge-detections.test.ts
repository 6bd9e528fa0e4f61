import { describe, expect, it } from 'vitest';
import { mergeDetections } from '../../../src-main/models/merge-detections.ts';
import type { DetectedFace } from '../../../src-main/domain/face.ts';

const claim = (x: number, confidence: number, side = 100, y = 0): DetectedFace => ({
  box: { x, y, width: side, height: side },
  confidence,
  keypoints: [{ x: x + 30, y: 40 }],
});

describe('merging the claims of a face detector', () => {
  it('makes one face of overlapping claims, at their mean weighted by certainty', () => {
    const [face, ...others] = mergeDetections([claim(10, 0.3), claim(0, 0.9)]);
    expect(others).toEqual([]);
    expect(face?.confidence).toBe(0.9);
    expect(face?.box.x).toBeCloseTo(2.5);
    expect(face?.keypoints[0]?.x).toBeCloseTo(32.5);
  });

  it('keeps two faces side by side, the more certain first', () => {
    const faces = mergeDetections([claim(0, 0.6), claim(90, 0.8)]);
    expect(faces.map(({ box }) => box.x)).toEqual([90, 0]);
  });

  it('drops a small claim inside a face', () => {
    expect(mergeDetections([claim(0, 0.9), claim(30, 0.6, 40, 30)])).toHaveLength(1);
  });

  it('finds nothing in nothing', () => {
    expect(mergeDetections([])).toEqual([]);
  });
});
