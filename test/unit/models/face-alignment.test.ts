import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../../../src-main/domain/box.ts';
import type { DetectedFace } from '../../../src-main/domain/face.ts';
import { alignedFaceMap, similarityBetween } from '../../../src-main/models/face-alignment.ts';
import { mapPoint } from '../../../src-main/models/face-crop.ts';

/** ArcFace's places in 112 x 112. */
const places: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

const faceOf = (points: readonly Point[]): DetectedFace => {
  const [rightEye, leftEye, nose, right, left] = points as [Point, Point, Point, Point, Point];
  const mouth = { x: (right.x + left.x) / 2, y: (right.y + left.y) / 2 };
  return {
    box: { x: 0, y: 0, width: 1, height: 1 },
    confidence: 1,
    keypoints: [rightEye, leftEye, nose, mouth],
    mouthCorners: [right, left],
  };
};

/** The places turned by an angle, scaled and moved. */
const moved = (angle: number, scale: number, x: number, y: number): Point[] =>
  places.map((point) => ({
    x: scale * (Math.cos(angle) * point.x - Math.sin(angle) * point.y) + x,
    y: scale * (Math.sin(angle) * point.x + Math.cos(angle) * point.y) + y,
  }));

const pose = fc.record({
  angle: fc.double({ min: -3, max: 3, noNaN: true }),
  scale: fc.double({ min: 0.2, max: 10, noNaN: true }),
  x: fc.double({ min: -500, max: 2000, noNaN: true }),
  y: fc.double({ min: -500, max: 2000, noNaN: true }),
});

describe('aligning a face', () => {
  it('brings eyes, nose and mouth of a face in any pose to their places', () => {
    fc.assert(
      fc.property(pose, ({ angle, scale, x, y }) => {
        const points = moved(angle, scale, x, y);
        const map = alignedFaceMap(faceOf(points));
        places.forEach((place, index) => {
          // Pixel centres lie at whole numbers among landmarks, at halves in the map.
          const found = mapPoint(map, place.x + 0.5, place.y + 0.5);
          expect(Math.abs(found.x - 0.5 - points[index]!.x)).toBeLessThan(1e-3 * scale);
          expect(Math.abs(found.y - 0.5 - points[index]!.y)).toBeLessThan(1e-3 * scale);
        });
      }),
    );
  });

  it('comes to nearly the same by the middle of the mouth, where a detector gives no corners', () => {
    const face = faceOf(moved(0.4, 2.5, 100, 50));
    const { mouthCorners, ...middle } = face;
    expect(mouthCorners).toBeDefined();
    const [five, four] = [alignedFaceMap(face), alignedFaceMap(middle)];
    for (const place of places) {
      const [a, b] = [mapPoint(five, place.x, place.y), mapPoint(four, place.x, place.y)];
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(0.05);
    }
  });

  it('takes a larger aligned picture of the same part', () => {
    const face = faceOf(moved(-0.2, 1.5, 20, 30));
    const [small, large] = [alignedFaceMap(face), alignedFaceMap(face, 224)];
    const [a, b] = [mapPoint(small, 10, 90), mapPoint(large, 20, 180)];
    expect(a.x).toBeCloseTo(b.x, 3);
    expect(a.y).toBeCloseTo(b.y, 3);
  });

  it('never mirrors: points that only a mirror would fit come out upright', () => {
    const { a, b } = similarityBetween(
      places,
      places.map(({ x, y }) => ({ x: -x, y })),
    );
    expect(Number.isFinite(a) && Number.isFinite(b)).toBe(true);
    expect(a * a + b * b).toBeLessThan(1);
  });

  it('refuses faces without landmarks, or with all of them in one place', () => {
    const bare = { box: { x: 0, y: 0, width: 9, height: 9 }, confidence: 1, keypoints: [] };
    expect(() => alignedFaceMap(bare)).toThrow(RangeError);
    expect(() => alignedFaceMap(faceOf(places.map(() => ({ x: 5, y: 5 }))))).toThrow(RangeError);
  });
});
