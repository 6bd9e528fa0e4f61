import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFaces, type DrawnFace } from './drawn-face.ts';
import { hasSharedMedia, mediaNames, readPicture } from './shared-media.ts';
import { centreOf } from '../../../src-main/domain/box.ts';
import { dot } from '../../../src-main/domain/vector.ts';
import { openModels } from '../../../src-main/models/starter-pack.ts';
import type { DetectedFace } from '../../../src-main/domain/face.ts';
import type { RgbImage } from '../../../src-main/domain/image.ts';
import type { ModelSet } from '../../../src-main/models/model-interfaces.ts';

let cache: string;
let models: ModelSet;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'kinora-models-'));
  models = await openModels(cache, { threads: 2 });
});

afterAll(async () => {
  await models.close();
  await rm(cache, { recursive: true });
});

/** The only face of a picture; fails when there are none or several. */
async function onlyFace(image: RgbImage): Promise<DetectedFace> {
  const faces = await models.faceDetector.detect(image);
  expect(faces).toHaveLength(1);
  return faces[0]!;
}

/** Distance of a found face's middle from the drawn one's, in drawn radii. */
function missBy(face: DetectedFace, drawn: DrawnFace): number {
  const { x, y } = centreOf(face.box);
  return Math.hypot(x - drawn.x, y - drawn.y) / drawn.radius;
}

describe('face detection on drawn pictures', () => {
  it.each([
    {
      title: 'in the middle of a wide picture',
      width: 640,
      height: 360,
      face: { x: 320, y: 180, radius: 90 },
    },
    { title: 'in a corner of a wide picture', width: 640, height: 360, face: { x: 110, y: 100, radius: 80 } },
    { title: 'in a tall picture', width: 360, height: 640, face: { x: 180, y: 420, radius: 80 } },
    { title: 'in a large picture', width: 2400, height: 1600, face: { x: 1500, y: 700, radius: 400 } },
    {
      title: 'with the head to one side',
      width: 640,
      height: 360,
      face: { x: 320, y: 180, radius: 90, lean: 25 },
    },
  ])('finds one face $title and says where it is', async ({ width, height, face }) => {
    const found = await onlyFace(await drawFaces(width, height, [face]));
    expect(missBy(found, face)).toBeLessThan(0.35);
    expect(found.box.width).toBeGreaterThan(face.radius);
    expect(found.box.width).toBeLessThan(face.radius * 2.4);
    expect(found.confidence).toBeGreaterThan(0.6);
  });

  it("finds two people, and names the person's right eye first", async () => {
    const drawn = [
      { x: 190, y: 170, radius: 80 },
      { x: 460, y: 190, radius: 75, skin: '#8a5a3c' },
    ];
    const faces = await models.faceDetector.detect(await drawFaces(640, 360, drawn));
    expect(faces).toHaveLength(2);
    for (const face of faces) {
      const [right, left, nose, mouth] = face.keypoints;
      expect(face.keypoints).toHaveLength(6);
      expect(right!.x).toBeLessThan(left!.x);
      expect(nose!.y).toBeGreaterThan(right!.y);
      expect(mouth!.y).toBeGreaterThan(nose!.y);
    }
  });

  it('finds a face that fills the whole picture', async () => {
    const face = { x: 100, y: 100, radius: 120 };
    expect(missBy(await onlyFace(await drawFaces(200, 200, [face])), face)).toBeLessThan(0.4);
  });

  it('finds nobody on a bare wall, in the dark or in a picture of one pixel', async () => {
    expect(await models.faceDetector.detect(await drawFaces(640, 360, []))).toEqual([]);
    const dark = { width: 320, height: 180, data: new Uint8Array(320 * 180 * 3) };
    expect(await models.faceDetector.detect(dark)).toEqual([]);
    expect(await models.faceDetector.detect({ width: 1, height: 1, data: Uint8Array.of(9, 9, 9) })).toEqual(
      [],
    );
  });
});

describe('the face mesh', () => {
  it.each([0, 25])('puts its points on a face that leans by %i degrees', async (lean) => {
    const drawn = { x: 320, y: 180, radius: 100, lean };
    const image = await drawFaces(640, 360, [drawn]);
    const face = await onlyFace(image);
    const { points, confidence } = await models.faceLandmarker.landmarks(image, face);
    expect(points).toHaveLength(468 * 3);
    expect(confidence).toBeGreaterThan(0.9);
    const point = (index: number) => ({ x: points[index * 3]!, y: points[index * 3 + 1]! });
    // Outer corners of the eyes in the mesh's numbering: 33 is the person's right, 263 the left.
    const angle = Math.atan2(point(263).y - point(33).y, point(263).x - point(33).x) * (180 / Math.PI);
    expect(angle).toBeGreaterThan(lean - 8);
    expect(angle).toBeLessThan(lean + 8);
    // The tip of the nose.
    expect(Math.hypot(point(1).x - drawn.x, point(1).y - drawn.y)).toBeLessThan(drawn.radius * 0.5);
  });
});

describe('identity', () => {
  const light: Partial<DrawnFace> = { skin: '#f0c8a4', hair: '#c99a3a' };
  const dark: Partial<DrawnFace> = { skin: '#7a4a2e', hair: '#15100d' };
  const describeFace = async (drawn: DrawnFace) => {
    const image = await drawFaces(640, 360, [drawn]);
    return models.faceEmbedder.describe(image, await onlyFace(image));
  };

  it('is the same in another place and size and with the head to one side, and differs for somebody else', async () => {
    const first = await describeFace({ x: 320, y: 180, radius: 100, ...light });
    const again = await describeFace({ x: 200, y: 200, radius: 75, lean: 15, ...light });
    const other = await describeFace({ x: 320, y: 180, radius: 100, ...dark });
    const same = dot(first.embedding, again.embedding);
    expect(same).toBeGreaterThan(models.faceEmbedder.threshold);
    expect(same).toBeGreaterThan(dot(first.embedding, other.embedding) + 0.05);
  });

  it('comes as a vector of length 1, with an age and a sex', async () => {
    const { embedding, age, female } = await describeFace({ x: 320, y: 180, radius: 100 });
    expect(embedding).toHaveLength(models.faceEmbedder.dimension);
    expect(dot(embedding, embedding)).toBeCloseTo(1, 5);
    expect(age).toBeGreaterThan(0);
    expect(age).toBeLessThan(100);
    expect(female).toBeGreaterThanOrEqual(0);
    expect(female).toBeLessThanOrEqual(1);
  });
});

describe.skipIf(!hasSharedMedia)('on photographs', () => {
  it('finds everybody in five group pictures', async () => {
    const counts: number[] = [];
    for (const name of await mediaNames('stills')) {
      counts.push((await models.faceDetector.detect(await readPicture(`stills/${name}`))).length);
    }
    expect(counts).toEqual([4, 3, 5, 6, 5]);
  });

  describe('of 40 portraits of 8 people', () => {
    const portraits: { name: string; embedding: Float32Array }[] = [];

    beforeAll(async () => {
      for (const name of await mediaNames('portraits')) {
        for (const file of await mediaNames(`portraits/${name}`)) {
          const image = await readPicture(`portraits/${name}/${file}`);
          const { embedding } = await models.faceEmbedder.describe(image, await onlyFace(image));
          portraits.push({ name, embedding });
        }
      }
    });

    it("finds one face in each, and the nearest other portrait is the same person's every time", () => {
      expect(portraits).toHaveLength(40);
      const right = portraits.filter((portrait) => {
        const others = portraits.filter((other) => other !== portrait);
        const nearest = others.reduce((best, other) =>
          dot(other.embedding, portrait.embedding) > dot(best.embedding, portrait.embedding) ? other : best,
        );
        return nearest.name === portrait.name;
      });
      expect(right).toHaveLength(40);
    });

    it('accepts as many pairs of one person and of two as the catalogue says of its threshold', () => {
      const accepted = { same: 0, different: 0 };
      const pairs = { same: 0, different: 0 };
      for (const [index, a] of portraits.entries()) {
        for (const b of portraits.slice(index + 1)) {
          const kind = a.name === b.name ? 'same' : 'different';
          pairs[kind]++;
          if (dot(a.embedding, b.embedding) >= models.faceEmbedder.threshold) accepted[kind]++;
        }
      }
      expect(pairs).toEqual({ same: 80, different: 700 });
      expect(accepted.same / pairs.same).toBeGreaterThan(0.9);
      expect(accepted.different / pairs.different).toBeLessThan(0.04);
    });
  });
});
