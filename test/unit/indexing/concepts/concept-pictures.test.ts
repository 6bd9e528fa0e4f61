import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Box } from '../../../../src-main/domain/box.ts';
import type { RgbImage } from '../../../../src-main/domain/image.ts';
import { normalised } from '../../../../src-main/domain/vector.ts';
import { readConceptPictures } from '../../../../src-main/indexing/concepts/concept-pictures.ts';
import type { RegionEncoder } from '../../../../src-main/models/families/region-encoder.ts';

const size = 64;
const middle: Box = { x: 0.3, y: 0.3, width: 0.4, height: 0.4 };
const corners = [0, 0.75].flatMap((x) => [0, 0.75].map((y): Box => ({ x, y, width: 0.25, height: 0.25 })));

/** Takes the middle of every picture for a dog, and describes regions by their mean colour. */
const regions: RegionEncoder = {
  modelId: 'colours',
  dimension: 4,
  propose: () =>
    Promise.resolve([
      { label: 'dog', confidence: 0.9, box: middle },
      ...corners.map((box) => ({ label: '', confidence: 0, box })),
    ]),
  describe: (image, boxes) => Promise.resolve(boxes.map((box) => meanColour(image, box))),
};
const models = {
  regions,
  faceDetector: { modelId: 'none', detect: () => Promise.resolve([]) },
};

function meanColour({ width, height, data }: RgbImage, box: Box): Float32Array {
  const sum = Float32Array.of(0, 0, 0, 20);
  for (let y = Math.floor(box.y * height); y < (box.y + box.height) * height && y < height; y++) {
    for (let x = Math.floor(box.x * width); x < (box.x + box.width) * width && x < width; x++) {
      for (let i = 0; i < 3; i++)
        sum[i]! += (data[(Math.max(0, y) * width + Math.max(0, x)) * 3 + i]! - 128) / 1000;
    }
  }
  return normalised(sum);
}

let folder: string;

/** A picture of one colour with a thing of another in its middle. */
async function picture(name: string, thing: string, around: string): Promise<string> {
  const path = join(folder, `${name}.png`);
  const square = await sharp({ create: { width: 26, height: 26, channels: 3, background: thing } })
    .png()
    .toBuffer();
  await sharp({ create: { width: size, height: size, channels: 3, background: around } })
    .composite([{ input: square, left: 19, top: 19 }])
    .png()
    .toFile(path);
  return path;
}

const read = (paths: readonly string[], boxes: readonly (Box | null)[] = []) =>
  readConceptPictures(
    paths.map((path, index) => ({ picture: { path }, box: boxes[index] ?? null })),
    'pet',
    models,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-pictures-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('among pictures of a thing', () => {
  test('one that shows something else is told, and the others are taken', async () => {
    const verdicts = await read([
      await picture('one', '#c02020', '#208020'),
      await picture('two', '#c82828', '#2020a0'),
      await picture('three', '#b81818', '#808020'),
      await picture('stranger', '#2020c0', '#c02828'),
    ]);
    expect(verdicts.map(({ problem }) => problem?.code)).toEqual([
      undefined,
      undefined,
      undefined,
      'not-found',
    ]);
    expect(verdicts[3]!.problem!.sentence).toContain('does not seem to show what the other pictures show');
    expect(verdicts[3]!.problem!.remedy).toContain('Draw a box');
  });

  test('one is believed whose box the person drew', async () => {
    const paths = ['one', 'two', 'three', 'stranger'].map((name) => join(folder, `${name}.png`));
    const verdicts = await read(paths, [null, null, null, middle]);
    expect(verdicts.every(({ problem }) => problem === null)).toBe(true);
  });

  test('of more than ten different ones those are left out that are too much', async () => {
    const paths = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        picture(
          `many ${index}`,
          '#c02020',
          `#${(0x204000 + index * 0x0a0612).toString(16).padStart(6, '0')}`,
        ),
      ),
    );
    const verdicts = await read(
      paths,
      paths.map(() => middle),
    );
    expect(verdicts.filter(({ problem }) => problem === null)).toHaveLength(10);
    expect(verdicts.at(-1)!.problem!.sentence).toContain('one more than the 10 pictures');
  });
});
