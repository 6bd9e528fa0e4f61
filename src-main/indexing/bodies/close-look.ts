import { boxIou, type Box } from '../../domain/box.ts';
import type { DetectedFace } from '../../domain/face.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { ModelSet } from '../../models/model-interfaces.ts';
import { headFit, leastFit } from './head-place.ts';
import { peopleIn } from './people-in-picture.ts';

/** The square that is looked at closely: as wide as the body and some more, from a little above it. */
const enlarge = 1.1;
/** Where a body is much taller than wide, the square takes in this share of its height. */
const headShare = 0.6;
/** Looking closely pays where the square is smaller than this share of the picture's longer side. */
const mostSide = 0.6;
/** Bodies that are looked at closely, the largest first. */
const mostLooks = 4;
/** Weaker claims of bodies are not worth it. */
const leastConfidence = 0.25;
/** The mesh's certainty that confirms a face found so. */
const leastMesh = 0.5;
/** Faces that overlap so much are one. */
const sameFace = 0.3;

/**
 * Faces too small to be found in the whole picture, sought again where there is a body without one. Every one of them is
 * confirmed by the face mesh, since the backs of heads are taken for faces easily from so near.
 *
 * @param found the faces of the whole picture
 * @returns further faces, in pixels of the picture
 */
export async function smallFaces(
  image: RgbImage,
  found: readonly DetectedFace[],
  models: Pick<ModelSet, 'faceDetector' | 'faceLandmarker' | 'objectDetector'>,
): Promise<DetectedFace[]> {
  const faceless = peopleIn(await models.objectDetector.detect(image))
    .filter(
      ({ box, confidence }) =>
        confidence >= leastConfidence && !found.some((face) => headFit(box, face.box) >= leastFit),
    )
    .map(({ box }) => squareAround(image, box))
    .filter(({ width }) => width >= 32 && width <= mostSide * Math.max(image.width, image.height))
    .toSorted((a, b) => b.width - a.width)
    .slice(0, mostLooks);
  const further: DetectedFace[] = [];
  for (const square of faceless) {
    for (const face of await models.faceDetector.detect(cut(image, square))) {
      const placed = moved(face, square.x, square.y);
      const isKnown = [...found, ...further].some(({ box }) => boxIou(box, placed.box) >= sameFace);
      if (isKnown) continue;
      const { confidence } = await models.faceLandmarker.landmarks(image, placed);
      if (confidence >= leastMesh) further.push(placed);
    }
  }
  return further;
}

/** Whole pixels inside of the picture. */
function squareAround({ width, height }: RgbImage, body: Box): Box {
  const wanted = Math.max(body.width, body.height * headShare) * enlarge;
  const side = Math.floor(Math.min(wanted, width, height));
  const x = Math.round(body.x + (body.width - side) / 2);
  const y = Math.round(body.y - side * ((enlarge - 1) / 2));
  return {
    x: Math.max(0, Math.min(width - side, x)),
    y: Math.max(0, Math.min(height - side, y)),
    width: side,
    height: side,
  };
}

function cut(image: RgbImage, { x, y, width, height }: Box): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * image.width + x) * 3;
    data.set(image.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { width, height, data };
}

function moved(face: DetectedFace, x: number, y: number): DetectedFace {
  const { box, keypoints, mouthCorners } = face;
  const at = (point: { x: number; y: number }) => ({ x: point.x + x, y: point.y + y });
  return {
    ...face,
    box: { ...box, ...at(box) },
    keypoints: keypoints.map(at),
    ...(mouthCorners ? { mouthCorners: [at(mouthCorners[0]), at(mouthCorners[1])] as const } : {}),
  };
}
