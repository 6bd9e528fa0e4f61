import { colourGrid, type ColourGrid } from './colours.ts';
import { conceptDimension, packed } from './concept-vector.ts';
import { ConceptWords, conceptModelId } from './concept-words.ts';
import { scoresOf, type PictureEvidence, type SeenFace } from './picture-scores.ts';
import { conceptsOfClasses, conceptsSeen } from './scene-concepts.ts';
import { postureOf, type Posture } from './posture.ts';
import { sampleAffine } from '../affine-sampler.ts';
import { emotions, EmotionClassifier } from '../emotion-classifier.ts';
import { MoveNetPose } from '../movenet-pose.ts';
import { areaOf, type Box } from '../../domain/box.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { VectorColumns } from '../../domain/vector-columns.ts';
import type { DetectedObject, ObjectDetector } from '../families/object-detector.ts';
import type { SceneClassifier } from '../families/scene-classifier.ts';
import type {
  PictureMatch,
  TextEncoding,
  TextMatches,
  VisualTextEncoder,
} from '../families/visual-text-encoder.ts';
import type { Reach } from './synset-reach.ts';
import type { WordReach } from './word-reach.ts';
import type { FaceDetector, FaceEmbedder } from '../model-interfaces.ts';
import type { OnnxSession } from '../onnx-session.ts';

/** The models whose answers the bank puts together. */
export interface ConceptModels {
  /** Of the 80 classes of COCO, by the bank's names. */
  readonly objects: ObjectDetector;
  readonly faces: FaceDetector;
  readonly faceDescriber: FaceEmbedder;
  readonly emotions: EmotionClassifier;
  readonly pose: MoveNetPose;
  /** Whatever classifier of whole pictures is installed; its classes reach concepts by their English names. */
  readonly scenes?: SceneClassifier;
}

/** A concept encoder over models that are loaded for it and those of faces and objects, which others may use too. */
export async function loadConceptEncoder(
  load: (id: string) => Promise<OnnxSession>,
  models: Pick<ConceptModels, 'objects' | 'faces' | 'faceDescriber' | 'scenes'>,
): Promise<ConceptEncoder> {
  return new ConceptEncoder({
    ...models,
    emotions: new EmotionClassifier(await load('emotion')),
    pose: new MoveNetPose(await load('movenet')),
  });
}

/** Longer side of the copy whose colours are named; finer grain changes nothing. */
const colourSide = 96;
/** A model costs time for each face and body: only the largest are described. */
const mostFaces = 6;
const mostBodies = 3;
/** From here on a claim of a person is worth asking for the pose. */
const leastPerson = 0.3;

/**
 * The starter pack's encoder of pictures and texts: a picture is what detectors and classifiers see in it, a text is the
 * concepts that its words mean. It tells the user what each word matched, and what it could not.
 */
export class ConceptEncoder implements VisualTextEncoder {
  readonly tellsWords = true;
  readonly learned = null;
  /** Names the classifier too: vectors with and without it must not be compared. */
  readonly modelId: string;
  readonly dimension = conceptDimension;
  readonly #models: ConceptModels;
  readonly #words = new ConceptWords();
  #classMeanings: readonly Reach[] | null = null;

  constructor(models: ConceptModels) {
    this.#models = models;
    this.modelId = conceptModelId(models.scenes?.modelId);
  }

  async encodeImages(images: readonly RgbImage[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const image of images) vectors.push(packed(scoresOf(await this.evidenceOf(image))));
    return vectors;
  }

  reads(modelId: string): boolean {
    return this.#words.reads(modelId);
  }

  /** The dictionary by which words reach concepts, read when first needed. */
  dictionary(): Promise<WordReach> {
    return this.#words.dictionary();
  }

  encodeText(text: string): Promise<TextEncoding> {
    return this.#words.encodeText(text);
  }

  likeness(image: Float32Array, text: TextEncoding): number {
    return this.#words.likeness(image, text);
  }

  likenessTo(text: TextEncoding): (image: Float32Array) => number {
    return this.#words.likenessTo(text);
  }

  matchesTo(text: TextEncoding): (pictures: VectorColumns) => TextMatches {
    return this.#words.matchesTo(text);
  }

  likenessToPicture(example: Float32Array, changes?: TextEncoding): PictureMatch {
    return this.#words.likenessToPicture(example, changes);
  }

  direction(): null {
    return this.#words.direction();
  }

  envelope(pictures: VectorColumns): Float32Array {
    return this.#words.envelope(pictures);
  }

  /** Everything that the models say of a picture. */
  async evidenceOf(image: RgbImage): Promise<PictureEvidence> {
    const objects = await this.#models.objects.detect(image);
    const faces = await this.#seenFaces(image);
    const persons = objects.filter(
      ({ label, confidence }) => label === 'person' && confidence >= leastPerson,
    );
    const postures: Posture[] = [];
    for (const { box } of persons.toSorted((a, b) => areaOf(b.box) - areaOf(a.box)).slice(0, mostBodies)) {
      postures.push(postureOf(await this.#models.pose.pose(image, box)));
    }
    return {
      objects: objects.map((object): DetectedObject => ({ ...object, box: fractionOf(image, object.box) })),
      faces,
      postures,
      colours: coloursOf(image),
      scenes: await this.#seenScenes(image),
    };
  }

  async #seenScenes(image: RgbImage): Promise<Readonly<Record<string, number>>> {
    const { scenes } = this.#models;
    if (!scenes) return {};
    this.#classMeanings ??= conceptsOfClasses(scenes.classes, await this.#words.dictionary());
    const { probabilities } = await scenes.classify(image);
    return conceptsSeen(probabilities, this.#classMeanings);
  }

  async #seenFaces(image: RgbImage): Promise<SeenFace[]> {
    const detected = await this.#models.faces.detect(image);
    const largest = detected.toSorted((a, b) => areaOf(b.box) - areaOf(a.box)).slice(0, mostFaces);
    const seen: SeenFace[] = [];
    for (const face of largest) {
      const { age, female } = await this.#models.faceDescriber.describe(image, face);
      const likely = await this.#models.emotions.classify(image, face);
      seen.push({
        box: fractionOf(image, face.box),
        confidence: face.confidence,
        age,
        female,
        emotions: Object.fromEntries(emotions.map((emotion, index) => [emotion, likely[index]!])),
      });
    }
    return seen;
  }
}

function fractionOf(image: RgbImage, box: Box): Box {
  return {
    x: box.x / image.width,
    y: box.y / image.height,
    width: box.width / image.width,
    height: box.height / image.height,
  };
}

function coloursOf(image: RgbImage): ColourGrid {
  const step = Math.max(image.width, image.height) / colourSide;
  const width = Math.max(1, Math.round(image.width / step));
  const height = Math.max(1, Math.round(image.height / step));
  const map = { a: image.width / width, b: 0, tx: 0, c: 0, d: image.height / height, ty: 0 };
  return colourGrid(sampleAffine(image, map, width, height, { scale: 1 / 255, offset: 0 }), width, height);
}
