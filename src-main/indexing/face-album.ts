import { z } from 'zod';
import type { DetectedFace } from '../domain/face.ts';
import type { RgbImage } from '../domain/image.ts';
import type { FaceEmbedder, ModelSet } from '../models/model-interfaces.ts';
import type { Album, AlbumKey } from '../store/kept-pictures.ts';
import type { VideoRow } from '../store/video-table.ts';
import type { FaceChain, FaceObservation } from './face-linker.ts';
import { noteOf, pictureOf } from './picture-keeper.ts';

// Note: what is kept of a film's faces
// One picture for every look at a face: the face with its surroundings, and the detector's answer in that picture's
// pixels. After them one note with all chains of observations, which name the looks by number. Another embedder describes
// those pictures; where faces were, and which of them were looked at, does not depend on it.

/** Faces are kept at the size that embedders look at, with the surroundings that any of them takes in. */
export const faceSize = { maxSide: 320, quality: 92 };
/** The kept square's side as a multiple of the face's longer side: a turned crop half as large again fits in. */
const surroundings = 2.2;
/** Raised whenever other faces are looked at. */
const rule = 'looks-2';

const point = z.object({ x: z.number(), y: z.number() });
const box = point.extend({ width: z.number(), height: z.number() });
const look = z.object({
  /** The picture's size in pixels before it was reduced, in which the face is told. */
  width: z.number(),
  face: z.object({
    box,
    confidence: z.number(),
    keypoints: z.array(point).readonly(),
    mouthCorners: z.tuple([point, point]).readonly().optional(),
  }),
});
const observation = z.object({
  time: z.number(),
  box,
  confidence: z.number(),
  light: z.number(),
  quality: z.number(),
  look: z.number().int().nullable(),
});
const chainsNote = z.array(z.array(observation));

export type FaceLook = z.output<typeof look>;
export type ChainsNote = z.output<typeof chainsNote>;

/** Which faces are found depends on both detectors, since small ones are sought where bodies are. */
export function faceAlbumKey(
  { fingerprint }: VideoRow,
  { faceDetector, objectDetector }: Pick<ModelSet, 'faceDetector' | 'objectDetector'>,
): AlbumKey {
  const made = [rule, faceDetector.modelId, objectDetector.modelId].join('|');
  return { film: fingerprint, purpose: 'faces', rule: made };
}

/** A face with its surroundings as a picture of its own, and the face in it. */
export function cutOut(image: RgbImage, face: DetectedFace): { picture: RgbImage; look: FaceLook } {
  const reach = (Math.max(face.box.width, face.box.height) * surroundings) / 2;
  const centre = { x: face.box.x + face.box.width / 2, y: face.box.y + face.box.height / 2 };
  const left = clamp(Math.floor(centre.x - reach), image.width - 1);
  const top = clamp(Math.floor(centre.y - reach), image.height - 1);
  const width = clamp(Math.ceil(centre.x + reach), image.width) - left;
  const height = clamp(Math.ceil(centre.y + reach), image.height) - top;
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * image.width + left) * 3;
    data.set(image.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { picture: { width, height, data }, look: { width, face: moved(face, -left, -top, 1) } };
}

/** The chains of an album as an embedder describes them now. Throws LostPictures when something is missing. */
export async function chainsOf(
  album: Album,
  embedder: FaceEmbedder,
  reached: (seconds: number) => void,
  signal: AbortSignal,
): Promise<FaceChain[]> {
  const chains: FaceChain[] = [];
  for (const kept of noteOf(album, album.count - 1, chainsNote)) {
    const observations: FaceObservation[] = [];
    for (const { look: number, ...seen } of kept) {
      signal.throwIfAborted();
      observations.push({
        ...seen,
        embedding: number === null ? null : await describe(album, number, embedder),
      });
    }
    chains.push({ observations });
    reached(observations[0]?.time ?? 0);
  }
  return chains;
}

async function describe(album: Album, number: number, embedder: FaceEmbedder): Promise<Float32Array> {
  const { width, face } = noteOf(album, number, look);
  const picture = await pictureOf(album, number);
  return (await embedder.describe(picture, moved(face, 0, 0, picture.width / width))).embedding;
}

function moved(
  { box, keypoints, mouthCorners, confidence }: FaceLook['face'],
  x: number,
  y: number,
  scale: number,
): DetectedFace {
  const at = (place: { x: number; y: number }) => ({ x: (place.x + x) * scale, y: (place.y + y) * scale });
  return {
    box: { ...at(box), width: box.width * scale, height: box.height * scale },
    confidence,
    keypoints: keypoints.map(at),
    ...(mouthCorners ? { mouthCorners: [at(mouthCorners[0]), at(mouthCorners[1])] as const } : {}),
  };
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
