import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import {
  learnConceptToken,
  type TokenModels,
} from '../../../src-main/indexing/concepts/token/concept-token.ts';
import { knownNouns } from '../../../src-main/indexing/concepts/token/learn-token.ts';
import type { TextMatcher } from '../../../src-main/models/families/visual-text-encoder.ts';
import type { RgbImage } from '../../../src-main/domain/image.ts';
import {
  openTextMatcher,
  openTokenEncoder,
  openVisualTextEncoder,
} from '../../../src-main/models/open-family.ts';
import { packed } from '../../../src-main/models/concept-bank/concept-vector.ts';
import { placeOf, places } from '../../../src-main/models/concept-bank/vector-layout.ts';
import type { VisualTextDescription } from '../../../src-main/models/families/model-description.ts';
import { modelFilesIn } from '../../fixtures/shared-models.ts';
import { clipTokenizerJson, mergesFor } from '../../fixtures/tokenizer-json.ts';
import { colourImageTower, colourTextTower } from '../../fixtures/two-tower-graphs.ts';

type Colour = readonly [number, number, number];
const named: Readonly<Record<string, Colour>> = {
  green: [0, 255, 0],
  red: [255, 0, 0],
  blue: [0, 0, 255],
  yellow: [255, 255, 0],
  cyan: [0, 255, 255],
  pink: [255, 0, 255],
  dark: [40, 40, 40],
  pale: [220, 220, 220],
  cup: [100, 100, 100],
};
const scale = 1 / 127.5;
const size = 64;

const description: VisualTextDescription = {
  id: 'colour-clip',
  adapter: 'clip',
  dimension: 4,
  image: {
    file: 'images.onnx',
    input: {
      name: 'pixel_values',
      order: 'rgb',
      mean: [127.5, 127.5, 127.5],
      deviation: [127.5, 127.5, 127.5],
      width: size,
      height: size,
      fit: 'stretch',
    },
    output: 'image_embeds',
  },
  text: {
    file: 'texts.onnx',
    input: 'input_ids',
    output: 'text_embeds',
    tokenizer: 'tokenizer.json',
    maxTokens: 77,
    lowerCase: false,
  },
  likeness: { scale: 12, bias: -9 },
};

let folder: string;
let models: TokenModels;
let matcher: TextMatcher;

/** A picture of one colour with a thing of another in its middle. */
function picture(thing: Colour, around: Colour): RgbImage {
  const data = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const isThing = Math.abs(x - size / 2) < size * 0.4 && Math.abs(y - size / 2) < size * 0.4;
      data.set(isThing ? thing : around, (y * size + x) * 3);
    }
  }
  return { width: size, height: size, data };
}
const box = { x: 0.1, y: 0.1, width: 0.8, height: 0.8 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-concept-token-'));
  const { json, vocabulary } = clipTokenizerJson(mergesFor([...Object.keys(named), 'a', 'photo', 'of']));
  const table = Object.fromEntries(
    Object.entries(named).map(([name, colour]) => [
      vocabulary[`${name}</w>`]!,
      colour.map((value) => value * scale - 1) as [number, number, number],
    ]),
  );
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(json));
  await writeFile(join(folder, 'images.onnx'), colourImageTower(size, 'image_embeds'));
  await writeFile(
    join(folder, 'texts.onnx'),
    colourTextTower(table, Object.keys(vocabulary).length, 'text_embeds'),
  );
  const files = modelFilesIn(folder);
  const tokens = await openTokenEncoder(description, files, 1);
  matcher = await openTextMatcher(description, files, () => Promise.resolve(tokens));
  const certain = new Float32Array(places.length);
  certain[placeOf('cup')] = 0.9;
  models = {
    pictures: await openVisualTextEncoder(description, files),
    tokens,
    nouns: await knownNouns(tokens, Object.keys(named)),
    bank: {
      modelId: 'bank',
      dimension: places.length,
      encodeImages: (images) => Promise.resolve(images.map(() => packed(certain))),
    },
  };
});

afterAll(async () => {
  await models.tokens.close();
  await rm(folder, { recursive: true });
});

/** A colour that no word names. */
const teal: Colour = [20, 140, 130];
const others: readonly Colour[] = [
  [200, 120, 30],
  [130, 60, 160],
  [240, 240, 240],
];

describe('a concept enrolled in a small CLIP whose towers agree on colours', () => {
  it('is told by its token from things of other colours, in surroundings that it was not enrolled in', async () => {
    const templates = [named['pale']!, named['dark']!].map((around, index) => ({
      source: `${index}`,
      image: picture(teal, around),
      box,
    }));
    const rivals = await models.pictures.encodeImages(
      others.map((colour) => picture(colour, named['pale']!)),
    );
    const { token, caption } = await learnConceptToken(models, templates, 'object', {
      captions: ['a photo of a red'],
      pictures: () => rivals,
    });
    expect(caption).toBe('a photo of a cup');
    const sentence = await matcher.learned!.encode({ text: 'a photo of a *', tokens: [token] });
    const likelihood = async (colour: Colour): Promise<number> => {
      const [vector] = await models.pictures.encodeImages([picture(colour, [150, 150, 190])]);
      return matcher.likeness(vector!, sentence);
    };
    const own = await likelihood(teal);
    expect(own).toBeGreaterThan(0.5);
    for (const colour of others) expect(await likelihood(colour)).toBeLessThan(own);
  });

  it('has its word in every sentence about it', async () => {
    const [token] = await models.tokens.wordTokens('green');
    const [withBlue, alone] = [
      await matcher.learned!.encode({ text: '* blue', tokens: [token!] }),
      await matcher.learned!.encode({ text: 'a photo of a *', tokens: [token!] }),
    ];
    const [blue, green] = await models.pictures.encodeImages([
      picture(named['blue']!, named['blue']!),
      picture(named['green']!, named['green']!),
    ]);
    expect(matcher.likeness(green!, alone)).toBeGreaterThan(matcher.likeness(blue!, alone));
    expect(matcher.likeness(blue!, withBlue)).toBeGreaterThan(matcher.likeness(blue!, alone));
  });
});

it('a text tower in which nothing can be learned is refused with a sentence that says why', async () => {
  const graph = new OnnxGraphWriter('texts');
  graph.addInput('input_ids', 'int64', ['batch', 'tokens']);
  const table = graph.addConstant(new Float32Array(2000 * 4), [2000, 4], 'table');
  const rounded = graph.addNode('Round', [graph.addNode('Gather', [table, 'input_ids'])]);
  const axes = graph.addConstant(BigInt64Array.of(1n), [1], 'axes');
  graph.addNode('ReduceSum', [rounded, axes], { keepdims: { int: 0 } }, 'text_embeds');
  graph.addOutput('text_embeds', 'float32', ['batch', 4]);
  await writeFile(join(folder, 'rounded.onnx'), graph.toBytes());
  const text = { ...description.text, file: 'rounded.onnx' };
  const opening = openTokenEncoder({ ...description, text }, modelFilesIn(folder), 1);
  await expect(opening).rejects.toMatchObject({ code: 'bad-model' });
  await expect(opening).rejects.toThrow('No gradient is known for the Round node');
});
