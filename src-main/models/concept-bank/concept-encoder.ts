import { colourGrid, type ColourGrid } from './colours.ts';
import { conceptDimension, packed, unpacked } from './concept-vector.ts';
import { likenessOf } from './likeness.ts';
import { scoresOf, type PictureEvidence, type SeenFace } from './picture-scores.ts';
import { conceptsOfClasses, conceptsSeen } from './scene-concepts.ts';
import { postureOf, type Posture } from './posture.ts';
import { meaningOf } from './text-concepts.ts';
import { layoutVersion, placeOf, places } from './vector-layout.ts';
import { WordReach } from './word-reach.ts';
import { WordNet } from './wordnet.ts';
import { sampleAffine } from '../affine-sampler.ts';
import { CenterNetDetector } from '../centernet-detector.ts';
import { emotions, EmotionClassifier } from '../emotion-classifier.ts';
import { MoveNetPose } from '../movenet-pose.ts';
import { areaOf, type Box } from '../../domain/box.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { DetectedObject, ObjectDetector } from '../families/object-detector.ts';
import type { SceneClassifier } from '../families/scene-classifier.ts';
import type { TextEncoding, VisualTextEncoder } from '../families/visual-text-encoder.ts';
import type { Reach } from './synset-reach.ts';
import type { FaceDetector, FaceEmbedder } from '../model-interfaces.ts';
import type { OnnxSession } from '../onnx-session.ts';

const bankName = 'concept-bank';

/** Whether a model's vectors are the concept bank's, of this or another layout. */
export function isConceptBank(modelId: string): boolean {
  return modelId.startsWith(`${bankName}-`);
}

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

/** A concept encoder over models that are loaded for it and the models of faces, which others may use too. */
export async function loadConceptEncoder(
  load: (id: string) => Promise<OnnxSession>,
  models: Pick<ConceptModels, 'faces' | 'faceDescriber' | 'scenes'>,
): Promise<ConceptEncoder> {
  return new ConceptEncoder({
    ...models,
    objects: new CenterNetDetector(await load('centernet')),
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
  /** Names the classifier too: vectors with and without it must not be compared. */
  readonly modelId: string;
  readonly dimension = conceptDimension;
  readonly #models: ConceptModels;
  /** Read when first needed: who only indexes needs no dictionary. */
  #words: WordReach | null = null;
  #classMeanings: readonly Reach[] | null = null;

  constructor(models: ConceptModels) {
    this.#models = models;
    this.modelId = [bankName, layoutVersion, ...(models.scenes ? [models.scenes.modelId] : [])].join('-');
  }

  async encodeImages(images: readonly RgbImage[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const image of images) vectors.push(packed(scoresOf(await this.evidenceOf(image))));
    return vectors;
  }

  encodeText(text: string): Promise<TextEncoding> {
    const { matched, unmatched } = meaningOf(text, this.#dictionary());
    const weights = new Float32Array(places.length);
    for (const { reach } of matched) {
      for (const [name, weight] of reach) weights[placeOf(name)] = Math.max(weight, weights[placeOf(name)]!);
    }
    return Promise.resolve({
      vector: packed(weights),
      matched: matched.map(({ word, reach }) => ({ word, concepts: [...reach.keys()] })),
      unmatched,
    });
  }

  likeness(image: Float32Array, text: TextEncoding): number {
    const weights = unpacked(text.vector);
    const meanings = text.matched.map(({ word, concepts }) => ({
      word,
      reach: new Map(concepts.map((name) => [name, weights[placeOf(name)]!])),
    }));
    return likenessOf(unpacked(image), meanings, text.unmatched.length);
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

  #dictionary(): WordReach {
    return (this.#words ??= new WordReach(WordNet.open()));
  }

  async #seenScenes(image: RgbImage): Promise<Readonly<Record<string, number>>> {
    const { scenes } = this.#models;
    if (!scenes) return {};
    this.#classMeanings ??= conceptsOfClasses(scenes.classes, this.#dictionary());
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
