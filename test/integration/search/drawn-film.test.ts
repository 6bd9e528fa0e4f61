import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intervalIou, type Interval } from '../../../src-main/domain/interval.ts';
import { filmHeight, filmWidth } from '../../../src-main/film-maker/film-format.ts';
import type { FilmScript } from '../../../src-main/film-maker/film-script.ts';
import { truthOf, type FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import { ShotStage } from '../../../src-main/film-maker/shot-stage.ts';
import { layTimeline, type Timeline } from '../../../src-main/film-maker/timeline.ts';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { openConceptBank } from '../../../src-main/models/concept-bank/open-concept-bank.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import type { FrameVector } from '../../../src-main/store/frame-table.ts';
import { pictureModel } from '../../fixtures/picture-vectors.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';
import { smallScript } from '../../unit/film-maker/small-script.ts';

/** The shots in the film's order: what happens, where, with whom. */
const script = smallScript([
  { place: 'kitchen', framing: 'wide', duration: 4 },
  {
    place: 'kitchen',
    framing: 'wide',
    duration: 4,
    people: [{ name: 'Ada', x: 0.3, size: 0.2 }],
  },
  {
    place: 'street',
    framing: 'wide',
    duration: 5,
    props: [{ name: 'car', x: 0.5, y: 0.92, size: 0.5 }],
    lines: [{ speaker: 'Bo', text: 'Come to the kitchen, quickly.' }],
  },
  { place: 'street', framing: 'close', duration: 3, people: [{ name: 'Dan', x: 0.5, size: 0.5 }] },
  { place: 'park', framing: 'wide', duration: 4 },
  {
    place: 'park',
    duration: 4,
    people: ['Ada', 'Bo', 'Cleo', 'Dan'].map((name, i) => ({ name, x: 0.14 + 0.24 * i, size: 0.22 })),
  },
]);

/** What the encoder sees in the middle of every shot. */
async function framesOf(film: FilmScript, timeline: Timeline): Promise<FrameVector[]> {
  const cache = await mkdtemp(join(tmpdir(), 'kinora-drawn-film-'));
  const bank = await openConceptBank(cache, { threads: 2 });
  try {
    const stage = new ShotStage(film);
    const frames: FrameVector[] = [];
    for (const shot of timeline.shots) {
      const at = (shot.end - shot.start) / 2;
      const data = new Uint8Array(filmWidth * filmHeight * 3);
      const picture = { width: filmWidth, height: filmHeight, data };
      await stage.draw(picture, shot, at, () => null);
      const [vector] = await bank.encoder.encodeImages([picture]);
      frames.push({ time: shot.start + at, vector: vector! });
    }
    return frames;
  } finally {
    await bank.close();
    await rm(cache, { recursive: true });
  }
}

describe('a drawn film, searched by what its pictures show', () => {
  let library: WrittenLibrary;
  let engine: MomentSearch;
  let truth: FilmTruth;

  beforeAll(async () => {
    const timeline = layTimeline(script, () => 1.6);
    truth = truthOf(timeline, () => null);
    library = new WrittenLibrary();
    const id = library.film({
      title: truth.title,
      duration: truth.duration,
      cuts: truth.shots.slice(1).map(({ start }) => start),
      faces: truth.people.flatMap(({ name, visible }) => visible.map((at) => ({ person: name, ...at }))),
      cues: truth.speech.map(({ start, end, text }) => ({ start, end, text })),
    });
    library.store.frames.replace(id, 'dense', pictureModel, await framesOf(script, timeline));
    engine = new MomentSearch(library.reader, new ConceptWords());
  });
  afterAll(() => library.close());

  const object = (name: string) => truth.objects.find((one) => one.name === name)!;
  const place = (name: string) => truth.places.find((one) => one.name === name)!;
  const shot = (index: number) => truth.shots[index]!;

  it.each<[string, () => Interval]>([
    ['the red car', () => object('car')],
    ['一辆红色的汽车', () => object('car')],
    ['a car in the street', () => object('car')],
    ['trees', () => place('park')],
    ['a group of people', () => shot(5)],
    ['a group of people among trees', () => shot(5)],
    ['@Ada in the kitchen', () => shot(1)],
    ['@Dan close-up', () => shot(3)],
    ['@Dan shot:close-up', () => shot(3)],
    ['an empty kitchen', () => shot(0)],
    ['trees -@Ada', () => shot(4)],
    ['"come to the kitchen" while car', () => truth.speech[0]!],
    ['the red car then @Dan', () => ({ start: object('car').start, end: shot(3).end })],
  ])('finds %s where it is', async (query, where) => {
    const [best] = (await engine.run(query, 10)).moments;
    expect(best).toBeDefined();
    expect(intervalIou(best!, where())).toBeGreaterThanOrEqual(0.5);
  });

  it.each([
    'a giraffe',
    'an elephant in the snow',
    '@Ada with a giraffe',
    'a train then @Bo',
    '@Dan in the kitchen',
  ])('has no moment of %s', async (query) => {
    expect((await engine.run(query, 10)).moments).toEqual([]);
  });

  it('tells why: the picture that shows it, and the line that says it', async () => {
    const [best] = (await engine.run('the red car', 10)).moments;
    expect(best!.evidence).toMatchObject([
      { kind: 'picture', words: [{ word: 'red', concepts: ['red car'] }, { word: 'car' }] },
    ]);
    const { moments } = await engine.run('kitchen', 10);
    expect(new Set(moments.flatMap(({ evidence }) => evidence.map(({ kind }) => kind)))).toEqual(
      new Set(['picture', 'line']),
    );
  });
});
