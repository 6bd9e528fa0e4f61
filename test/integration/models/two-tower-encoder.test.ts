import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasSharedModels, modelFilesIn, sharedModelPath } from '../../fixtures/shared-models.ts';
import { clipTokenizerJson, mergesFor } from '../../fixtures/tokenizer-json.ts';
import { columnsOf } from '../../fixtures/picture-vectors.ts';
import { colourImageTower, colourTextTower } from '../../fixtures/two-tower-graphs.ts';
import { TextTokens } from '../../../src-main/models/adapters/text-tokens.ts';
import { TwoTowerEncoder } from '../../../src-main/models/adapters/two-tower-encoder.ts';
import type { RgbImage } from '../../../src-main/domain/image.ts';
import type { VisualTextDescription } from '../../../src-main/models/families/model-description.ts';

// Green comes first: its merges would otherwise fall apart into those of red.
const colours = { green: [0, 255, 0], red: [255, 0, 0], blue: [0, 0, 255], yellow: [255, 255, 0] } as const;
type Colour = keyof typeof colours;
const names = Object.keys(colours) as Colour[];

const clipPixels = {
  order: 'rgb',
  mean: [122.7709383, 116.7460125, 104.09373615],
  deviation: [68.5005327, 66.6321579, 70.32316305],
} as const;
const siglipPixels = { order: 'rgb', mean: [127.5, 127.5, 127.5], deviation: [127.5, 127.5, 127.5] } as const;

const clip: VisualTextDescription = {
  id: 'small-clip',
  adapter: 'clip',
  dimension: 4,
  image: {
    file: 'onnx/vision_model.onnx',
    input: {
      name: 'pixel_values',
      ...clipPixels,
      width: 224,
      height: 224,
      fit: 'centre-crop',
      kernel: 'bicubic',
    },
    output: 'image_embeds',
  },
  text: {
    file: 'onnx/text_model.onnx',
    input: 'input_ids',
    output: 'text_embeds',
    tokenizer: 'tokenizer.json',
    maxTokens: 77,
    lowerCase: false,
  },
  likeness: { scale: 10, bias: -5 },
};

const siglip: VisualTextDescription = {
  ...clip,
  id: 'small-siglip',
  adapter: 'siglip',
  image: {
    ...clip.image,
    file: 'siglip/vision_model.onnx',
    input: { name: 'pixel_values', ...siglipPixels, width: 224, height: 224, fit: 'stretch' },
    output: 'pooler_output',
  },
  text: {
    ...clip.text,
    file: 'siglip/text_model.onnx',
    output: 'pooler_output',
    maxTokens: 64,
    padding: { token: 0 },
    lowerCase: true,
  },
};

let folder: string;

async function openSmall(description: VisualTextDescription): Promise<TwoTowerEncoder> {
  const files = modelFilesIn(folder);
  return new TwoTowerEncoder(description, {
    images: await files.open(description.image.file),
    texts: await files.open(description.text.file),
    tokens: await TextTokens.open(files, description.text.tokenizer),
  });
}

/** A picture of one colour, or of two beside each other. */
function picture(left: Colour, right: Colour = left, width = 60, height = 40): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    data.set(colours[pixel % width < width / 2 ? left : right], pixel * 3);
  }
  return { width, height, data };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'two-towers-'));
  await mkdir(join(folder, 'onnx'));
  await mkdir(join(folder, 'siglip'));
  const { json, vocabulary } = clipTokenizerJson(mergesFor([...names, 'a', 'photo', 'of']));
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(json));
  for (const [description, pixels] of [
    [clip, clipPixels],
    [siglip, siglipPixels],
  ] as const) {
    const table = Object.fromEntries(
      names.map((name) => [
        vocabulary[`${name}</w>`]!,
        colours[name].map((value, i) => (value - pixels.mean[i]!) / pixels.deviation[i]!) as [
          number,
          number,
          number,
        ],
      ]),
    );
    await writeFile(join(folder, description.image.file), colourImageTower(224, description.image.output));
    await writeFile(
      join(folder, description.text.file),
      colourTextTower(table, Object.keys(vocabulary).length, description.text.output),
    );
  }
});

afterAll(() => rm(folder, { recursive: true }));

for (const description of [clip, siglip]) {
  describe(`a ${description.adapter} whose towers agree on colours`, () => {
    it('finds the picture of each colour by its word', async () => {
      const encoder = await openSmall(description);
      const images = await encoder.encodeImages(names.map((name) => picture(name)));
      for (const [index, name] of names.entries()) {
        const text = await encoder.encodeText(`a photo of ${name}`);
        const likeness = images.map((image) => encoder.likeness(image, text));
        expect(likeness.indexOf(Math.max(...likeness)), name).toBe(index);
        expect(likeness[index]).toBeGreaterThan(0.98);
        expect(Math.min(...likeness)).toBeLessThan(0.1);
        // Of all pictures at once it is the same, to a step of the code that the library keeps them in.
        const { whole } = encoder.matchesTo(text)(columnsOf(images));
        likeness.forEach((level, at) => expect(whole(at)).toBeCloseTo(level, 2));
      }
    });

    it('gives vectors of length 1, and of more pictures than go through together', async () => {
      const encoder = await openSmall(description);
      const many = Array.from({ length: 11 }, (_, index) => picture(names[index % names.length]!));
      const vectors = await encoder.encodeImages(many);
      expect(vectors.length).toBe(11);
      for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      expect(vectors[10]).toEqual(vectors[2]);
      expect(await encoder.encodeImages([])).toEqual([]);
    });

    it('takes a text of any length, with its first words counting', async () => {
      const encoder = await openSmall(description);
      const long = await encoder.encodeText(`red ${'a '.repeat(500)} blue`);
      const short = await encoder.encodeText('RED');
      expect([...long.vector].map((value) => value.toFixed(4))).toEqual(
        [...short.vector].map((value) => value.toFixed(4)),
      );
    });
  });
}

it('CLIP sees the middle of a wide picture, SigLIP all of it', async () => {
  // Red, then a middle of 224 of 900 pixels in blue, then red.
  const wide = picture('red', 'red', 900, 224);
  for (let pixel = 0; pixel < 900 * 224; pixel++) {
    if (Math.abs((pixel % 900) - 449.5) < 112) wide.data.set(colours.blue, pixel * 3);
  }
  const [blue] = await (await openSmall(clip)).encodeImages([picture('blue')]);
  const [cropped] = await (await openSmall(clip)).encodeImages([wide]);
  expect(cropped!.map((value, i) => value * blue![i]!).reduce((a, b) => a + b)).toBeGreaterThan(0.999);
  const siglipEncoder = await openSmall(siglip);
  const [whole, red] = await siglipEncoder.encodeImages([wide, picture('red')]);
  expect(whole!.map((value, i) => value * red![i]!).reduce((a, b) => a + b)).toBeGreaterThan(0.7);
});

describe.skipIf(!hasSharedModels)("CLIP's own vocabulary", () => {
  /** Token numbers as OpenAI's program gives them. */
  const known: Readonly<Record<string, readonly number[]>> = {
    'a photo of a cat': [320, 1125, 539, 320, 2368],
    'A photo of a   dog': [320, 1125, 539, 320, 1929],
    'hello world!': [3306, 1002, 256],
  };

  it('numbers known sentences as the original does', async () => {
    const text = gunzipSync(readFileSync(sharedModelPath('bpe_simple_vocab_16e6.txt.gz'))).toString('utf8');
    const merges = text.split('\n').slice(1, 49_152 - 256 - 2 + 1);
    await writeFile(join(folder, 'real.json'), JSON.stringify(clipTokenizerJson(merges).json));
    const tokens = await TextTokens.open(modelFilesIn(folder), 'real.json');
    for (const [sentence, ids] of Object.entries(known)) {
      expect(tokens.encode(sentence, 77), sentence).toEqual([49_406, ...ids, 49_407]);
    }
    const long = tokens.encode('cat '.repeat(200), 77);
    expect(long.length).toBe(77);
    expect([long[0], long[1], long[75], long[76]]).toEqual([49_406, 2368, 2368, 49_407]);
  });
});

it('a tokenizer that is no JSON is refused in a sentence', async () => {
  await writeFile(join(folder, 'broken.json'), '<html>');
  await expect(TextTokens.open(modelFilesIn(folder), 'broken.json')).rejects.toThrow('broken.json');
});
