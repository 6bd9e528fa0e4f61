import { centreOf } from '../../domain/box.ts';
import type { Frame } from '../../domain/image.ts';
import type { FaceDetector, FaceLandmarker, FaceMesh } from '../../models/model-interfaces.ts';
import type { MouthSample } from '../../store/mouth-code.ts';

/** Faces lower than this many pixels have no mouth that could be measured. */
const leastFace = 36;
/** The mesh's certainty from which its points are taken. */
const leastConfidence = 0.5;
/** Points of the mesh, by MediaPipe's numbers: inner edges of upper and lower lip, forehead, chin. */
const upperLips = [82, 13, 312] as const;
const lowerLips = [87, 14, 317] as const;
const forehead = 10;
const chin = 152;

/** Measures every mouth of the sampled pictures of a film. */
export class MouthWatcher {
  readonly samples: MouthSample[] = [];
  readonly #detector: FaceDetector;
  readonly #landmarker: FaceLandmarker;

  constructor(detector: FaceDetector, landmarker: FaceLandmarker) {
    this.#detector = detector;
    this.#landmarker = landmarker;
  }

  async watch(frame: Frame): Promise<void> {
    for (const face of await this.#detector.detect(frame)) {
      if (face.box.height < leastFace) continue;
      const mesh = await this.#landmarker.landmarks(frame, face);
      if (mesh.confidence < leastConfidence) continue;
      const { x, y } = centreOf(face.box);
      this.samples.push({
        time: frame.time,
        centre: { x: x / frame.width, y: y / frame.height },
        opening: openingOf(mesh),
      });
    }
  }
}

/** The mean gap between the lips over the face's height. */
export function openingOf({ points }: FaceMesh): number {
  const between = (a: number, b: number): number =>
    Math.hypot(
      points[a * 3]! - points[b * 3]!,
      points[a * 3 + 1]! - points[b * 3 + 1]!,
      points[a * 3 + 2]! - points[b * 3 + 2]!,
    );
  const gaps = upperLips.map((upper, index) => between(upper, lowerLips[index]!));
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length / between(forehead, chin);
}
