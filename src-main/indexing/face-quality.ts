import type { DetectedFace } from '../domain/face.ts';

/** Height in pixels from which a face shows all that the embedder can use. */
const fullHeight = 90;

/**
 * How far a face's embedding can be trusted, 0..1: the detector's certainty, times its size, times how far it looks
 * into the camera (the nose between the eyes).
 */
export function faceQuality(face: DetectedFace): number {
  const size = Math.min(1, face.box.height / fullHeight);
  return face.confidence * size * frontality(face);
}

function frontality({ keypoints }: DetectedFace): number {
  const [rightEye, leftEye, nose] = keypoints;
  if (!rightEye || !leftEye || !nose) return 0.5;
  const across = { x: leftEye.x - rightEye.x, y: leftEye.y - rightEye.y };
  const distance = Math.hypot(across.x, across.y);
  if (distance < 1) return 0.1;
  const along =
    ((nose.x - (rightEye.x + leftEye.x) / 2) * across.x +
      (nose.y - (rightEye.y + leftEye.y) / 2) * across.y) /
    distance;
  const turn = Math.abs(along) / distance;
  return Math.max(0.1, Math.exp(-3 * turn * turn));
}
