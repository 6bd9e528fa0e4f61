import { describe, expect, it } from 'vitest';
import { faceCrop, mapPoint, rollOf } from '../../../src-main/models/face-crop.ts';
import type { DetectedFace } from '../../../src-main/domain/face.ts';

/** A face of 100 pixels around (200, 150), its head leaning by `degrees`. */
function leaning(degrees: number): DetectedFace {
  const angle = (degrees * Math.PI) / 180;
  const eye = (side: number) => ({
    x: 200 + side * 25 * Math.cos(angle),
    y: 150 + side * 25 * Math.sin(angle),
  });
  return {
    box: { x: 150, y: 100, width: 100, height: 100 },
    confidence: 1,
    keypoints: [eye(-1), eye(1)],
  };
}

describe('cropping a face', () => {
  it('puts the middle of the box in the middle of the crop', () => {
    for (const degrees of [-60, 0, 30]) {
      const { x, y } = mapPoint(faceCrop(leaning(degrees), { pixels: 192, enlarge: 1.5, shift: 0 }), 96, 96);
      expect(x).toBeCloseTo(200);
      expect(y).toBeCloseTo(150);
    }
  });

  it('takes in as much around the face as is asked for', () => {
    const map = faceCrop(leaning(0), { pixels: 192, enlarge: 1.5, shift: 0 });
    expect(mapPoint(map, 0, 0)).toEqual({ x: 125, y: 75 });
    expect(mapPoint(map, 192, 192)).toEqual({ x: 275, y: 225 });
  });

  it('turns the eyes level', () => {
    const face = leaning(30);
    const map = faceCrop(face, { pixels: 100, enlarge: 1, shift: 0 });
    expect(rollOf(face)).toBeCloseTo(Math.PI / 6);
    // A quarter to the right of the crop's middle is the left eye, wherever the head leans.
    const { x, y } = mapPoint(map, 75, 50);
    expect(x).toBeCloseTo(face.keypoints[1]!.x);
    expect(y).toBeCloseTo(face.keypoints[1]!.y);
  });

  it('moves along the face towards the chin', () => {
    const { y } = mapPoint(faceCrop(leaning(0), { pixels: 100, enlarge: 1, shift: 0.1 }), 50, 50);
    expect(y).toBeCloseTo(160);
  });
});
