import { decodeScrfd, decodeYuNet, type DecodeGrid } from './face-grids.ts';
import { resized, toPlanes } from './picture-input.ts';
import { suppressOverlaps } from './suppress-overlaps.ts';
import { floatsOf, floatTensor, type ModelTensor } from '../onnx-session.ts';
import type { Point } from '../../domain/box.ts';
import type { DetectedFace } from '../../domain/face.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { DetectorGrid, FaceDetectorDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type { FaceDetector } from '../model-interfaces.ts';

const decoders: Readonly<Record<FaceDetectorDescription['adapter'], DecodeGrid>> = {
  yunet: decodeYuNet,
  scrfd: decodeScrfd,
};

/** Face detectors that claim faces cell by cell on grids of several sizes: YuNet, SCRFD. */
export class GridFaceDetector implements FaceDetector {
  readonly modelId: string;
  readonly #description: FaceDetectorDescription;
  readonly #session: ModelSession;

  constructor(description: FaceDetectorDescription, session: ModelSession) {
    this.modelId = description.id;
    this.#description = description;
    this.#session = session;
  }

  async detect(image: RgbImage): Promise<DetectedFace[]> {
    const { adapter, input, grids, minConfidence, sameFaceIou } = this.#description;
    const { canvas, picture } = canvasFor(image, input.size);
    const pixels = await resized(image, picture.width, picture.height, 'bilinear');
    const values = toPlanes(pixels, { left: 0, top: 0 }, canvas, input, 0);
    const outputs = await this.#session.run({
      [input.name]: floatTensor(values, [1, 3, canvas.height, canvas.width]),
    });
    const read = (name: string): { values: Float32Array; dims: readonly number[] } => ({
      values: floatsOf(outputs, name),
      dims: outputs[name]!.dims,
    });
    const named = 'strides' in grids ? nameGrids(outputs, grids.strides, canvas) : grids;
    const claims = named.flatMap((grid) => decoders[adapter](grid, read, canvas, minConfidence));
    const scaleX = image.width / picture.width;
    const scaleY = image.height / picture.height;
    return suppressOverlaps(claims, sameFaceIou).map((face) => scaled(face, scaleX, scaleY));
  }
}

/**
 * Names the outputs of an SCRFD export by their shapes: of each grid there is one output of 1, 4 and 10 values a claim.
 * Throws for a graph that has no such output.
 */
function nameGrids(
  outputs: Readonly<Record<string, ModelTensor>>,
  strides: readonly number[],
  { width, height }: Size,
): DetectorGrid[] {
  return strides.map((stride) => {
    const claims = Math.ceil(width / stride) * Math.ceil(height / stride) * 2;
    const named = (values: number): string => {
      const found = Object.entries(outputs).find(
        ([, { dims }]) => dims.at(-1) === values && dims.at(-2) === claims,
      );
      if (!found) throw new Error(`The face detector has no output of ${claims} x ${values}.`);
      return found[0];
    };
    return { stride, score: named(1), box: named(4), landmarks: named(10) };
  });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of the model's picture, and that of our picture in its top left corner. Small pictures are not enlarged where any size will do. */
export function canvasFor(
  image: Size,
  size: FaceDetectorDescription['input']['size'],
): { canvas: Size; picture: Size } {
  const limit = size.kind === 'fixed' ? size : { width: size.maxSide, height: size.maxSide };
  const fit = Math.min(limit.width / image.width, limit.height / image.height);
  const scale = size.kind === 'fixed' ? fit : Math.min(1, fit);
  const picture = {
    width: Math.max(1, Math.round(image.width * scale)),
    height: Math.max(1, Math.round(image.height * scale)),
  };
  if (size.kind === 'fixed') return { canvas: { width: size.width, height: size.height }, picture };
  const up = (side: number): number => Math.ceil(side / size.multiple) * size.multiple;
  return { canvas: { width: up(picture.width), height: up(picture.height) }, picture };
}

function scaled(face: DetectedFace, scaleX: number, scaleY: number): DetectedFace {
  const point = ({ x, y }: Point): Point => ({ x: x * scaleX, y: y * scaleY });
  const { box, mouthCorners } = face;
  return {
    box: {
      x: box.x * scaleX,
      y: box.y * scaleY,
      width: box.width * scaleX,
      height: box.height * scaleY,
    },
    confidence: face.confidence,
    keypoints: face.keypoints.map(point),
    ...(mouthCorners ? { mouthCorners: [point(mouthCorners[0]), point(mouthCorners[1])] } : {}),
  };
}
