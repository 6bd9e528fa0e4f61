import { boxIou, type Box } from '../../domain/box.ts';
import type { ConceptKind } from '../../domain/concept.ts';
import { UserFacingError } from '../../domain/errors.ts';
import type { DetectedFace } from '../../domain/face.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { Region } from '../../models/families/region-encoder.ts';
import type { ModelSet } from '../../models/model-interfaces.ts';
import { promiseOf } from './agreeing-regions.ts';

/** Where a picture shows the thing that is enrolled. */
export interface LocalisedPicture {
  readonly source: string;
  readonly image: RgbImage;
  /** Fractions of the picture. */
  readonly box: Box;
}

type Models = Pick<ModelSet, 'faceDetector' | 'regions'>;

/** Pixels of the shorter side: less shows nothing that could be recognised. */
const leastSide = 32;
/** From here on a claim of the detector is taken for the thing without asking. */
const leastClaim = 0.15;
/**
 * A face this high beside the box is what the box shows. Of animals and mugs the detector takes parts for faces too, smaller
 * ones and less surely (drawn ones: up to 0.76 sure; drawn portraits from 0.78 on).
 */
const faceShare = 0.28;
const leastFace = 0.78;
const wholePicture: Box = { x: 0, y: 0, width: 1, height: 1 };
const animals = new Set([
  'bird',
  'cat',
  'dog',
  'horse',
  'sheep',
  'cow',
  'elephant',
  'bear',
  'zebra',
  'giraffe',
  'teddy bear',
]);

/**
 * Finds the thing in a picture, or takes the user's own box.
 * Throws a {@link UserFacingError} that names the picture when it is too small, shows nothing of the kind, or a person.
 */
export async function localise(
  source: string,
  image: RgbImage,
  kind: ConceptKind,
  given: Box | null,
  models: Models,
): Promise<LocalisedPicture> {
  if (Math.min(image.width, image.height) < leastSide) {
    throw new UserFacingError(
      'bad-input',
      `The picture “${source}” is only ${image.width} x ${image.height} pixels.`,
      'Use a picture in which the thing can be recognised.',
    );
  }
  const claim = given ? null : await likeliestThing(image, kind, models);
  const box = kind === 'place' ? (given ?? wholePicture) : (given ?? claim?.box ?? null);
  const person = kind === 'place' ? null : await personIn(image, box, claim, models);
  if (person) {
    throw new UserFacingError(
      'is-person',
      `“${source}” shows a person.`,
      'People are told by their faces: add this one on the People page or with “kinora people add”.',
    );
  }
  if (!box) {
    throw new UserFacingError(
      'not-found',
      kind === 'pet' ? `No animal was found in “${source}”.` : `Nothing stands out in “${source}”.`,
      'Draw a box around it, or use a picture that shows it larger.',
    );
  }
  return { source, image, box };
}

/** The claim that is likeliest the thing somebody took a picture of. */
async function likeliestThing(
  image: RgbImage,
  kind: ConceptKind,
  { regions }: Models,
): Promise<Region | null> {
  return likeliestClaim(await regions.propose(image), kind);
}

/** The claim that promises most among those of the kind; null when there is none that can be believed. */
export function likeliestClaim(regions: readonly Region[], kind: ConceptKind): Region | null {
  const claims = regions.filter(
    ({ label, confidence }) =>
      confidence >= leastClaim && label !== 'person' && (kind !== 'pet' || animals.has(label)),
  );
  return claims.toSorted((a, b) => promiseOf(b) - promiseOf(a))[0] ?? null;
}

async function personIn(
  image: RgbImage,
  box: Box | null,
  claim: Region | null,
  { faceDetector }: Models,
): Promise<DetectedFace | null> {
  if (claim && animals.has(claim.label)) return null;
  const around = box ?? wholePicture;
  const faces = await faceDetector.detect(image);
  return (
    faces.find((face) => {
      const x = (face.box.x + face.box.width / 2) / image.width;
      const y = (face.box.y + face.box.height / 2) / image.height;
      const isInside =
        x >= around.x && x <= around.x + around.width && y >= around.y && y <= around.y + around.height;
      return (
        isInside &&
        face.confidence >= leastFace &&
        face.box.height / image.height >= faceShare * around.height
      );
    }) ?? null
  );
}

/** What a template looks like to a region encoder. */
export interface TemplateLooks {
  /** As it is first, then as it might be found: shifted, larger, smaller, mirrored, from further away. */
  readonly looks: readonly Float32Array[];
  /** What else the picture shows. */
  readonly background: readonly Float32Array[];
  /** The whole picture. */
  readonly scene: Float32Array;
}

/** Shifts over the box's sides, and sizes. */
const variations = [
  [0, 0, 1],
  [0.08, 0, 1],
  [-0.08, 0, 1],
  [0, 0.08, 1],
  [0, -0.08, 1],
  [0, 0, 1.25],
  [0, 0, 0.85],
] as const;
/** A part of the picture that overlaps with the thing by less is something else. */
const elsewhereIou = 0.1;

/** Describes a template in all variations. Three looks of the model. */
export async function describeTemplate(
  { image, box }: LocalisedPicture,
  { regions }: Pick<ModelSet, 'regions'>,
): Promise<TemplateLooks> {
  const mirror = { ...box, x: 1 - box.x - box.width };
  const distant = { x: 0.25 + box.x / 2, y: 0.25 + box.y / 2, width: box.width / 2, height: box.height / 2 };
  const proposed = (await regions.propose(image)).map((region) => region.box);
  const elsewhere = proposed.filter((other) => boxIou(other, box) < elsewhereIou);
  const varied = variations.map((variation) => variedBox(box, variation));
  const here = await regions.describe(image, [...varied, wholePicture, ...elsewhere]);
  const [mirrored] = await regions.describe(mirroredPicture(image), [mirror]);
  const [far] = await regions.describe(fromFurther(image), [distant]);
  return {
    looks: [...here.slice(0, varied.length), mirrored!, far!],
    scene: here[varied.length]!,
    background: here.slice(varied.length + 1),
  };
}

function variedBox(box: Box, [over, down, size]: readonly [number, number, number]): Box {
  return {
    x: box.x + box.width * (over + (1 - size) / 2),
    y: box.y + box.height * (down + (1 - size) / 2),
    width: box.width * size,
    height: box.height * size,
  };
}

function mirroredPicture({ width, height, data }: RgbImage): RgbImage {
  const mirrored = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3;
      mirrored.set(data.subarray(from, from + 3), (y * width + width - 1 - x) * 3);
    }
  }
  return { width, height, data: mirrored };
}

/** The picture at half its size in the middle of a grey one. */
function fromFurther({ width, height, data }: RgbImage): RgbImage {
  const further = new Uint8Array(data.length).fill(128);
  for (let y = 0; y < Math.floor(height / 2); y++) {
    for (let x = 0; x < Math.floor(width / 2); x++) {
      const from = (2 * y * width + 2 * x) * 3;
      const to = ((y + Math.floor(height / 4)) * width + x + Math.floor(width / 4)) * 3;
      further.set(data.subarray(from, from + 3), to);
    }
  }
  return { width, height, data: further };
}
