import type { DetectedFace } from '../domain/face.ts';
import type { RgbImage } from '../domain/image.ts';
import type { DetectedObject, ObjectDetector } from './families/object-detector.ts';
import type { FaceDescription, FaceDetector, FaceEmbedder } from './model-interfaces.ts';

// Note: one look for several askers
// Tracks and the description of whole pictures ask the same models about the same decoded picture. These classes keep
// the answers for as long as the picture itself is alive, so that whoever asks second gets the first one's answer, and a
// model's answer is the same whoever asks. Pictures are told apart by identity: a picture must not be written into.

/** A face detector that looks at every picture once. */
export class OncePerPictureDetector implements FaceDetector {
  readonly modelId: string;
  readonly #detector: FaceDetector;
  readonly #known = new WeakMap<RgbImage, Promise<DetectedFace[]>>();

  constructor(detector: FaceDetector) {
    this.modelId = detector.modelId;
    this.#detector = detector;
  }

  detect(image: RgbImage): Promise<DetectedFace[]> {
    return remembered(this.#known, image, () => this.#detector.detect(image));
  }
}

/** An object detector that looks at every picture once. */
export class OncePerPictureObjects implements ObjectDetector {
  readonly modelId: string;
  readonly classes: readonly string[];
  readonly #detector: ObjectDetector;
  readonly #known = new WeakMap<RgbImage, Promise<DetectedObject[]>>();

  constructor(detector: ObjectDetector) {
    this.modelId = detector.modelId;
    this.classes = detector.classes;
    this.#detector = detector;
  }

  detect(image: RgbImage): Promise<DetectedObject[]> {
    return remembered(this.#known, image, () => this.#detector.detect(image));
  }
}

/** A face embedder that describes every face that {@link OncePerPictureDetector} found in a picture once. */
export class OncePerFaceEmbedder implements FaceEmbedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly threshold: number;
  readonly #embedder: FaceEmbedder;
  readonly #known = new WeakMap<RgbImage, WeakMap<DetectedFace, Promise<FaceDescription>>>();

  constructor(embedder: FaceEmbedder) {
    this.modelId = embedder.modelId;
    this.dimension = embedder.dimension;
    this.threshold = embedder.threshold;
    this.#embedder = embedder;
  }

  describe(image: RgbImage, face: DetectedFace): Promise<FaceDescription> {
    let faces = this.#known.get(image);
    if (!faces) this.#known.set(image, (faces = new WeakMap()));
    return remembered(faces, face, () => this.#embedder.describe(image, face));
  }
}

/** The answer known for a key, or a new one; a failure is not kept. */
export function remembered<K extends object, T>(
  known: WeakMap<K, Promise<T>>,
  key: K,
  ask: () => Promise<T>,
): Promise<T> {
  let answer = known.get(key);
  if (!answer) {
    answer = ask();
    known.set(key, answer);
    answer.catch(() => known.delete(key));
  }
  return answer;
}
