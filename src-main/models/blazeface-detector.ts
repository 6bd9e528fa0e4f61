import { sampleAffine, type AffineMap } from './affine-sampler.ts';
import { coarseGrid, decodeGrid, fineGrid, inputSize } from './blazeface-decoder.ts';
import { mapPoint } from './face-crop.ts';
import { FloatBuffers } from './float-buffers.ts';
import { mergeDetections } from './merge-detections.ts';
import { floatsOf, floatTensor, type OnnxSession } from './onnx-session.ts';
import type { DetectedFace } from '../domain/face.ts';
import type { RgbImage } from '../domain/image.ts';
import type { FaceDetector, FaceLandmarker } from './model-interfaces.ts';

/** Claims below this certainty are not looked at. */
const minConfidence = 0.4;
/** From this certainty on a claim needs no second opinion. */
const sureConfidence = 0.6;
/** The mesh's certainty that confirms a weaker claim. */
const minMeshConfidence = 0.5;
/** Share of the black bars of an aspect-keeping fit that is given up by squeezing the picture instead. */
const squeeze = 0.5;
/** Share of the model's square that the picture fills in the second look, for a face that is larger than the picture. */
const closeUpShare = 0.6;

/**
 * BlazeFace on the whole picture, with the face mesh as second opinion on weak claims. Where nothing is found it looks once
 * more with the picture made smaller, since a face that overflows the picture is found only so.
 *
 * Note: how the picture is fitted, and why
 * The model wants a square. Counted on 237 pictures (stills of 12 films and photographs, 640 pixels at the longer side)
 * with a larger detector as referee, at certainty 0.5: keeping the aspect finds 5 of 20 faces of 5-8 % of the picture's
 * width with 39 false claims in all, filling the square 2 of 20 with 22, squeezing half of the way 10 of 20 with 34;
 * larger faces are found equally well by the first and the last. Weak claims that the mesh does not confirm are nearly all
 * false: asking it about claims of 0.4 to 0.6 leaves 12 false and 145 true ones where trusting all from 0.5 on gives 34 and 149.
 */
export class BlazeFaceDetector implements FaceDetector {
  readonly modelId: string;
  readonly #session: OnnxSession;
  readonly #landmarker: FaceLandmarker;
  readonly #buffers = new FloatBuffers(inputSize * inputSize * 3);

  constructor(session: OnnxSession, landmarker: FaceLandmarker) {
    this.modelId = session.model.id;
    this.#session = session;
    this.#landmarker = landmarker;
  }

  async detect(image: RgbImage): Promise<DetectedFace[]> {
    const faces = await this.#look(image, fitPicture(image, 1));
    return faces.length > 0 ? faces : this.#look(image, fitPicture(image, closeUpShare));
  }

  async #look(image: RgbImage, map: AffineMap): Promise<DetectedFace[]> {
    const outputs = await this.#buffers.lend((buffer) => {
      const pixels = sampleAffine(image, map, inputSize, inputSize, { scale: 1 / 127.5, offset: -1 }, buffer);
      return this.#session.run({ input: floatTensor(pixels, [1, inputSize, inputSize, 3]) });
    });
    const claims = [
      ...decodeGrid(fineGrid, floatsOf(outputs, 'Identity'), floatsOf(outputs, 'Identity_2'), minConfidence),
      ...decodeGrid(
        coarseGrid,
        floatsOf(outputs, 'Identity_1'),
        floatsOf(outputs, 'Identity_3'),
        minConfidence,
      ),
    ];
    const faces: DetectedFace[] = [];
    for (const claim of mergeDetections(claims.map((face) => toPicture(face, map)))) {
      if (claim.confidence >= sureConfidence || (await this.#isConfirmed(image, claim))) faces.push(claim);
    }
    return faces;
  }

  async #isConfirmed(image: RgbImage, face: DetectedFace): Promise<boolean> {
    const mesh = await this.#landmarker.landmarks(image, face);
    return mesh.confidence >= minMeshConfidence;
  }
}

/** Fits the whole picture into the middle `share` of the model's square, see the note above. */
function fitPicture({ width, height }: RgbImage, share: number): AffineMap {
  const side = Math.max(width, height);
  const across = (width + (side - width) * (1 - squeeze)) / share;
  const down = (height + (side - height) * (1 - squeeze)) / share;
  return {
    a: across / inputSize,
    b: 0,
    tx: (width - across) / 2,
    c: 0,
    d: down / inputSize,
    ty: (height - down) / 2,
  };
}

/** The model's boxes are square in its own, squeezed picture; a face's box is square in the real one. */
function toPicture({ box, confidence, keypoints }: DetectedFace, map: AffineMap): DetectedFace {
  const side = Math.sqrt(box.width * map.a * box.height * map.d);
  const { x, y } = mapPoint(map, box.x + box.width / 2, box.y + box.height / 2);
  return {
    box: { x: x - side / 2, y: y - side / 2, width: side, height: side },
    confidence,
    keypoints: keypoints.map((point) => mapPoint(map, point.x, point.y)),
  };
}
