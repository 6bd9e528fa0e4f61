import sharp from 'sharp';
import { problemOf, UserFacingError } from '../domain/errors.ts';
import type { DetectedFace } from '../domain/face.ts';
import type { RgbImage } from '../domain/image.ts';
import { dot } from '../domain/vector.ts';
import type { ModelSet } from '../models/model-interfaces.ts';
import type { NewPersonPicture } from '../store/people-table.ts';
import { decodePicture, nameOf, readPicture, type GivenPicture } from './picture-input.ts';

export interface RejectedPicture {
  readonly picture: string;
  readonly reason: string;
  readonly remedy: string;
}

/** The detector's certainty from which a face counts. */
export const minConfidence = 0.5;
/** A second face counts when it is at least this large beside the first. */
const bystanderShare = 0.4;
const portraitSize = 256;

/** Embeddings that are as alike as this are of one and the same picture. */
const samePicture = 0.9999;

/**
 * Reads pictures for enrolment: each must show exactly one face, and something that the others do not; those that do not
 * are told with a reason.
 *
 * @param known what the models made of the person's pictures from before
 */
export async function readEnrolPictures(
  pictures: readonly GivenPicture[],
  models: ModelSet,
  known: readonly Float32Array[] = [],
) {
  const accepted: NewPersonPicture[] = [];
  const rejected: RejectedPicture[] = [];
  for (const picture of pictures) {
    const name = nameOf(picture);
    try {
      const read = await readEnrolPicture(name, picture, models);
      refuseSame(read, accepted, known);
      accepted.push(read);
    } catch (error) {
      const problem = problemOf(error);
      rejected.push({ picture: name, reason: problem.sentence, remedy: problem.remedy });
    }
  }
  return { accepted, rejected };
}

/** A picture that is given twice says nothing new, and would weigh twice. */
function refuseSame(
  { source, embedding }: NewPersonPicture,
  accepted: readonly NewPersonPicture[],
  known: readonly Float32Array[],
): void {
  const same = accepted.find((other) => dot(other.embedding, embedding) > samePicture);
  if (!same && !known.some((other) => dot(other, embedding) > samePicture)) return;
  throw new UserFacingError(
    'bad-input',
    same
      ? `“${source}” shows the same as “${same.source}”.`
      : `The person was enrolled from the picture “${source}” before.`,
    'Use pictures from different days, lights and sides.',
  );
}

async function readEnrolPicture(
  name: string,
  picture: GivenPicture,
  models: ModelSet,
): Promise<NewPersonPicture> {
  const image = await readPicture(picture);
  const face = theOneFace(name, await models.faceDetector.detect(image));
  return describeFace(name, image, face, models);
}

/** A face of a picture as somebody is enrolled from it. */
export async function describeFace(
  source: string,
  image: RgbImage,
  face: DetectedFace,
  { faceEmbedder }: ModelSet,
): Promise<NewPersonPicture> {
  const { embedding } = await faceEmbedder.describe(image, face);
  return { source, portrait: await portraitOf(image, face), model: faceEmbedder.modelId, embedding };
}

/** What the models make of a portrait that an enrolled picture was kept as; null when they find no face in it. */
export async function describePortrait(portrait: Buffer, models: ModelSet): Promise<Float32Array | null> {
  const image = await decodePicture('portrait', portrait);
  const faces = await models.faceDetector.detect(image);
  const face = faces.toSorted((a, b) => b.box.height - a.box.height)[0];
  return face ? (await models.faceEmbedder.describe(image, face)).embedding : null;
}

function theOneFace(name: string, detected: readonly DetectedFace[]): DetectedFace {
  const faces = detected
    .filter((face) => face.confidence >= minConfidence)
    .toSorted((a, b) => b.box.height - a.box.height);
  const [face, second] = faces;
  if (!face) {
    throw new UserFacingError(
      'no-face',
      `No face was found in “${name}”.`,
      'Use a picture in which the face is large, sharp and turned to the camera.',
    );
  }
  if (second && second.box.height >= face.box.height * bystanderShare) {
    const count = faces.filter((other) => other.box.height >= face.box.height * bystanderShare).length;
    throw new UserFacingError(
      'several-faces',
      `There are ${count} faces in “${name}”.`,
      'Crop it so that only the person you mean is left.',
    );
  }
  return face;
}

/** The face with some air around it, square, as JPEG. */
export async function portraitOf(image: RgbImage, { box }: DetectedFace): Promise<Buffer> {
  const side = Math.min(image.width, image.height, Math.round(Math.max(box.width, box.height) * 1.7));
  const clamp = (value: number, max: number) => Math.max(0, Math.min(max, Math.round(value)));
  return sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } })
    .extract({
      left: clamp(box.x + box.width / 2 - side / 2, image.width - side),
      top: clamp(box.y + box.height / 2 - side * 0.55, image.height - side),
      width: side,
      height: side,
    })
    .resize(portraitSize, portraitSize)
    .jpeg({ quality: 88 })
    .toBuffer();
}
