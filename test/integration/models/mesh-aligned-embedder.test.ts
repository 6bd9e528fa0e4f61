import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaNames } from './shared-media.ts';
import { mobileFaceNetFoamliu } from '../../fixtures/shared-model-descriptions.ts';
import { hasSharedModels, sharedModelFiles, sharedPicture } from '../../fixtures/shared-models.ts';
import { cosine } from '../../../src-main/domain/vector.ts';
import { MeshAlignedEmbedder } from '../../../src-main/models/mesh-aligned-embedder.ts';
import { openFaceEmbedder } from '../../../src-main/models/open-family.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import type { DetectedFace } from '../../../src-main/domain/face.ts';
import type { FaceEmbedder, ModelSet } from '../../../src-main/models/model-interfaces.ts';

let cache: string;
let models: ModelSet;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mesh-aligned-'));
  models = await openModels(cache, { threads: 1 });
});
afterAll(async () => {
  await models.close();
  await rm(cache, { recursive: true });
});

describe.skipIf(!hasSharedModels)("an aligning embedder behind the starter pack's detector", () => {
  it('knows every portrait of eight people by the points of the mesh', async () => {
    const embedder = new MeshAlignedEmbedder(
      await openFaceEmbedder(mobileFaceNetFoamliu, sharedModelFiles),
      models.faceLandmarker,
    );
    const known: { person: string; vector: Float32Array }[] = [];
    for (const person of await mediaNames('portraits')) {
      for (const file of await mediaNames(`portraits/${person}`)) {
        const picture = await sharedPicture(`portraits/${person}/${file}`);
        const [face] = await models.faceDetector.detect(picture);
        known.push({ person, vector: (await embedder.describe(picture, face!)).embedding });
      }
    }
    const right = known.filter(({ person, vector }) => {
      const others = known.filter((other) => other.vector !== vector);
      return (
        others.toSorted((a, b) => cosine(b.vector, vector) - cosine(a.vector, vector))[0]!.person === person
      );
    });
    expect(known.length).toBe(40);
    expect(right.length).toBe(40);
  });
});

/** Answers with the face that it was asked about. */
function listening(): { embedder: FaceEmbedder; asked: DetectedFace[] } {
  const asked: DetectedFace[] = [];
  const embedder: FaceEmbedder = {
    modelId: 'listening',
    dimension: 1,
    threshold: 0.4,
    describe: (_image, face) => {
      asked.push(face);
      return Promise.resolve({ embedding: Float32Array.of(1), age: null, female: null });
    },
  };
  return { embedder, asked };
}

describe('which points are taken', () => {
  const blank = { width: 100, height: 100, data: new Uint8Array(30_000) };
  const face: DetectedFace = {
    box: { x: 20, y: 20, width: 50, height: 50 },
    confidence: 0.9,
    keypoints: [
      { x: 30, y: 35 },
      { x: 50, y: 35 },
      { x: 40, y: 45 },
      { x: 40, y: 55 },
    ],
  };

  it("are the detector's where it gives the corners of the mouth, and where the mesh sees no face", async () => {
    const { embedder, asked } = listening();
    const aligned = new MeshAlignedEmbedder(embedder, models.faceLandmarker);
    const exact: DetectedFace = {
      ...face,
      mouthCorners: [
        { x: 33, y: 55 },
        { x: 47, y: 55 },
      ],
    };
    await aligned.describe(blank, exact);
    await aligned.describe(blank, face);
    expect(asked).toEqual([exact, face]);
    expect(aligned.threshold).toBe(0.4);
  });
});
