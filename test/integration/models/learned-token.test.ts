import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dot, weightedMean } from '../../../src-main/domain/vector.ts';
import { meanReciprocalRank } from '../../../src-main/evaluation/ranking.ts';
import {
  knownNouns,
  learnToken,
  type KnownNoun,
  type TokenTemplate,
} from '../../../src-main/indexing/concepts/token/learn-token.ts';
import type { TokenEncoder } from '../../../src-main/models/families/token-encoder.ts';
import {
  homes,
  nouns,
  ofEach,
  openSmallTokenEncoder,
  places,
  TokenWorld,
  type Instance,
} from '../../fixtures/models/token-world.ts';

let folder: string;
let encoder: TokenEncoder;
let known: KnownNoun[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-token-'));
  encoder = await openSmallTokenEncoder(folder);
  known = await knownNouns(encoder, nouns);
}, 120_000);

afterAll(async () => {
  await encoder.close();
  await rm(folder, { recursive: true, force: true });
});

const captionOf = ({ breed }: Instance): string => `a photo of a ${breed}`;

async function textVector(text: string, ...tokens: Float32Array[]): Promise<Float32Array> {
  return (await encoder.encodeTexts([{ text, tokens }]))[0]!;
}

/** Three pictures as owners take them, two of them in one place. */
function templatesOf(world: TokenWorld, one: Instance): Promise<TokenTemplate[]> {
  return Promise.all(
    [homes[0]!, homes[1]!, homes[0]!].map(async (place) => ({
      localised: await world.marked(one, place),
      picture: await world.picture(one, place),
    })),
  );
}

/** The mean reciprocal rank of “@Chia on the beach” among pictures of all things in places where none was enrolled. */
async function rankings(seed: number) {
  const world = await TokenWorld.make(encoder, seed);
  const templates = new Map<Instance, TokenTemplate[]>();
  for (const one of world.instances) templates.set(one, await templatesOf(world, one));
  const library = await world.library();
  const scenes = world.instances.flatMap((one) =>
    places.filter((place) => !homes.includes(place)).map((place) => ({ one, place })),
  );
  const candidates = await Promise.all(
    scenes.map(async (scene) => ({ ...scene, vector: await world.picture(scene.one, scene.place) })),
  );
  const ranks = { learned: [] as number[], averaged: [] as number[], words: [] as number[] };
  // One thing of each breed: its sibling, which the same words describe, is among the candidates.
  for (const one of world.instances.filter((_, index) => index % ofEach === 0)) {
    const others = world.instances.filter((other) => other !== one);
    const own = templates.get(one)!;
    const token = await learnToken(encoder, known, {
      templates: own,
      caption: captionOf(one),
      otherCaptions: [
        'a photo of a dog',
        ...new Set(others.map(captionOf).filter((caption) => caption !== captionOf(one))),
      ],
      otherPictures: [
        ...library,
        ...others.flatMap((other) => templates.get(other)!.map(({ picture }) => picture)),
      ],
    });
    const average = weightedMean(
      own.map(({ localised }) => localised),
      own.map(() => 1),
    );
    for (const wanted of candidates.filter((candidate) => candidate.one === one)) {
      const rankBy = (query: Float32Array): number =>
        1 + candidates.filter(({ vector }) => dot(vector, query) > dot(wanted.vector, query)).length;
      const words = await textVector(`${captionOf(one)} on the ${wanted.place}`);
      ranks.learned.push(rankBy(await textVector(`a photo of a * on the ${wanted.place}`, token)));
      ranks.averaged.push(rankBy(weightedMean([average, words], [1, 1])));
      ranks.words.push(rankBy(words));
    }
  }
  return {
    learned: meanReciprocalRank(ranks.learned),
    averaged: meanReciprocalRank(ranks.averaged),
    words: meanReciprocalRank(ranks.words),
  };
}

describe('a token learned from three pictures', () => {
  it('finds the thing in places where it was never enrolled, better than the mean of its pictures and than words', async () => {
    const { learned, averaged, words } = await rankings(1);
    expect(learned).toBeGreaterThan(averaged + 0.1);
    expect(learned).toBeGreaterThan(words);
  }, 120_000);

  it('is the same on every run', async () => {
    const world = await TokenWorld.make(encoder, 3);
    const [one, other] = world.instances;
    const examples = {
      templates: await templatesOf(world, one!),
      caption: captionOf(one!),
      otherCaptions: ['a photo of a dog'],
      otherPictures: [await world.picture(other!, homes[0]!)],
    };
    expect(await learnToken(encoder, known, examples)).toEqual(await learnToken(encoder, known, examples));
  });
});

describe('an encoder that takes learned tokens', () => {
  it('gives a word’s own sentence for the word’s own token', async () => {
    const [token] = await encoder.wordTokens('beach');
    const own = await textVector('a photo of the beach');
    expect(Math.hypot(...own)).toBeCloseTo(1, 5);
    expect(await textVector('a photo of the *', token!)).toEqual(own);
  });

  it('encodes texts of several lengths, with and without tokens, as it encodes each alone', async () => {
    const [token] = await encoder.wordTokens('street');
    const texts = [
      { text: 'a photo of a dog on the *', tokens: [token!] },
      { text: 'a dog', tokens: [] },
      { text: '* on *', tokens: [token!, token!] },
    ];
    const together = await encoder.encodeTexts(texts);
    for (const [index, { text, tokens }] of texts.entries()) {
      const alone = await textVector(text, ...tokens);
      expect(Math.max(...alone.map((value, i) => Math.abs(value - together[index]![i]!)))).toBeLessThan(1e-5);
    }
  });

  it('refuses a text with more marks than tokens', async () => {
    await expect(encoder.encodeTexts([{ text: '* and *', tokens: [] }])).rejects.toThrow('2 marks for 0');
  });

  it('tells how its vectors move with a token', async () => {
    const [token] = await encoder.wordTokens('forest');
    const text = 'a photo of a * on the street';
    const slope = Float32Array.from({ length: encoder.dimension }, (_, i) => Math.sin(i));
    const [[gradient]] = (await encoder.tokenGradients([{ text, tokens: [token!] }], [slope])) as [
      [Float32Array],
    ];
    const step = 5e-3;
    for (const at of [0, 7, 20]) {
      const moved = async (by: number) =>
        dot(slope, await textVector(text, token!.with(at, token![at]! + by)));
      const difference = ((await moved(step)) - (await moved(-step))) / (2 * step);
      expect(Math.abs(difference - gradient![at]!)).toBeLessThan(1e-3);
    }
  });
});
