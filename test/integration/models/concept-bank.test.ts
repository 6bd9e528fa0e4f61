import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasSharedMedia, mediaNames, readPicture } from './shared-media.ts';
import { mobileNetV2 } from '../../fixtures/shared-model-descriptions.ts';
import { hasSharedModels, sharedModelFiles } from '../../fixtures/shared-models.ts';
import { drawShots } from '../../fixtures/drawn-shots.ts';
import { smallScript } from '../../unit/film-maker/small-script.ts';
import { dot } from '../../../src-main/domain/vector.ts';
import { classNames } from '../../../src-main/models/adapters/class-names.ts';
import { SceneClassClassifier } from '../../../src-main/models/adapters/scene-class-classifier.ts';
import { conceptsOfClasses, conceptsSeen } from '../../../src-main/models/concept-bank/scene-concepts.ts';
import { WordNet } from '../../../src-main/models/concept-bank/wordnet.ts';
import { WordReach } from '../../../src-main/models/concept-bank/word-reach.ts';
import {
  openConceptBank,
  type OpenConceptBank,
} from '../../../src-main/models/concept-bank/open-concept-bank.ts';

let cache: string;
let bank: OpenConceptBank;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'kinora-concepts-'));
  bank = await openConceptBank(cache, { threads: 2 });
});

afterAll(async () => {
  await bank.close();
  await rm(cache, { recursive: true });
});

describe('the concept bank on drawn shots', () => {
  /** What is drawn in each shot, in the script's order. */
  const shots = ['car', 'cup', 'two people', 'group', 'close-up', 'empty beach'] as const;
  const vectors: Float32Array[] = [];

  beforeAll(async () => {
    const people = ['Ada', 'Bo', 'Cleo', 'Dan'];
    const script = smallScript([
      { place: 'street', framing: 'wide', duration: 1, props: [{ name: 'car', x: 0.5, y: 0.92, size: 0.6 }] },
      {
        place: 'kitchen',
        framing: 'close',
        duration: 1,
        props: [{ name: 'cup', x: 0.5, y: 0.85, size: 0.25 }],
      },
      {
        place: 'library',
        duration: 1,
        people: [
          { name: 'Ada', x: 0.3, size: 0.3 },
          { name: 'Bo', x: 0.7, size: 0.3 },
        ],
      },
      {
        place: 'street',
        duration: 1,
        people: people.map((name, index) => ({ name, x: 0.14 + 0.24 * index, size: 0.22 })),
      },
      {
        place: 'beach',
        framing: 'close',
        duration: 1,
        people: [{ name: 'Cleo', x: 0.5, y: 0.5, size: 0.6, expression: 'smile' }],
      },
      { place: 'beach', framing: 'wide', duration: 1 },
    ]);
    vectors.push(...(await bank.encoder.encodeImages(await drawShots(script))));
  });

  const likenesses = async (text: string): Promise<number[]> => {
    const encoding = await bank.encoder.encodeText(text);
    return vectors.map((vector) => bank.encoder.likeness(vector, encoding));
  };

  // Six shots and twelve texts: somebody who guesses gets all right once in two thousand million times.
  it.each([
    ['a red car', 'car'],
    ['a vehicle', 'car'],
    ['一辆红色的汽车', 'car'],
    ['a cup', 'cup'],
    ['mug', 'cup'],
    ['杯子', 'cup'],
    ['two people', 'two people'],
    ['两个人', 'two people'],
    ['a group of people', 'group'],
    ['close-up of a woman', 'close-up'],
    ['特写', 'close-up'],
    ['nobody at the sea', 'empty beach'],
  ] as const)('finds %s in the shot of the %s before all others', async (text, shot) => {
    const found = await likenesses(text);
    expect(shots[found.indexOf(Math.max(...found))]).toBe(shot);
  });

  it('is sure of what is there and of what is not', async () => {
    const red = await likenesses('a red car');
    expect(red[0]).toBeGreaterThan(0.8);
    expect(Math.max(...red.slice(1))).toBeLessThan(0.2);
    expect((await likenesses('a green car'))[0]).toBeLessThan(red[0]! - 0.3);
    expect(Math.max(...(await likenesses('a giraffe')))).toBeLessThan(0.2);
  });

  it('gives vectors of length 1, the same every time', async () => {
    const script = smallScript([{ place: 'beach', framing: 'wide', duration: 1 }]);
    const [again] = await bank.encoder.encodeImages(await drawShots(script));
    expect(again).toHaveLength(bank.encoder.dimension);
    expect(dot(again!, again!)).toBeCloseTo(1, 5);
    expect(dot(again!, vectors[5]!)).toBeCloseTo(1, 5);
  });

  it('says what each word reached, and which words it does not know', async () => {
    const { matched, unmatched, vector } = await bank.encoder.encodeText('a puppy with a xylophone');
    expect(matched).toEqual([{ word: 'puppy', concepts: ['dog'], isPlace: false }]);
    expect(unmatched).toEqual(['xylophone']);
    expect(vector).toHaveLength(bank.encoder.dimension);
  });

  it('takes a picture of one pixel', async () => {
    const dot1 = { width: 1, height: 1, data: Uint8Array.of(200, 10, 10) };
    const [vector] = await bank.encoder.encodeImages([dot1]);
    expect(vector!.every(Number.isFinite)).toBe(true);
  });
});

describe.skipIf(!hasSharedMedia)('the concept bank on photographs', () => {
  it('sees the cat or the dog in most pictures of pets, and people in pictures of people', async () => {
    const probabilityOf = async (path: string, text: string): Promise<number> => {
      const [vector] = await bank.encoder.encodeImages([await readPicture(path)]);
      return bank.encoder.likeness(vector!, await bank.encoder.encodeText(text));
    };
    const cats = await mediaNames('pets/cat');
    let right = 0;
    for (const name of cats) if ((await probabilityOf(`pets/cat/${name}`, 'a kitten')) > 0.5) right++;
    expect(right).toBeGreaterThanOrEqual(4);
    for (const name of await mediaNames('stills')) {
      expect(await probabilityOf(`stills/${name}`, 'several people'), name).toBeGreaterThan(0.8);
    }
  });
});

describe.skipIf(!hasSharedModels)('the concept bank with a classifier of whole pictures', () => {
  it('takes its classes by their names, and has an id of its own', async () => {
    const words = new WordReach(WordNet.open());
    const classes = await classNames(mobileNetV2.classes, sharedModelFiles);
    const meanings = conceptsOfClasses(classes, words);
    const meaningOfClass = (start: string) => [
      ...meanings[classes.findIndex((label) => label.startsWith(start))]!.keys(),
    ];
    expect(meaningOfClass('golden retriever')).toContain('dog');
    expect(meaningOfClass('sports car')).toContain('car');
    expect(meaningOfClass('tench')).toEqual([]);
    const session = await sharedModelFiles.open(mobileNetV2.file);
    const classifier = new SceneClassClassifier(mobileNetV2, classes, session);
    const { probabilities } = await classifier.classify(await readPicture('photos/cat.png'));
    expect(conceptsSeen(probabilities, meanings)['cat']).toBeGreaterThan(0.4);
    const scenic = await openConceptBank(cache, { threads: 2, scenes: classifier });
    expect(scenic.encoder.modelId).toBe(`${bank.encoder.modelId}-mobilenet-v2`);
    const text = await bank.encoder.encodeText('cat');
    const image = await readPicture('photos/cat.png');
    const [plain] = await bank.encoder.encodeImages([image]);
    const [helped] = await scenic.encoder.encodeImages([image]);
    expect(scenic.encoder.likeness(helped!, text)).toBeGreaterThan(bank.encoder.likeness(plain!, text));
    await scenic.close();
    await session.close();
  });
});
