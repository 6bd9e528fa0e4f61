import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { clipPlaces } from '../../../src-main/search/clip-alignment.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { frameOf, pictureModel } from '../../fixtures/picture-vectors.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const dog = { dog: 0.95, greenery: 0.9, bright: 0.8 };
const beach = { water: 0.9, sky: 0.8, boat: 0.9, bright: 0.8 };
const kitchen = { kitchen: 0.9, indoors: 0.9, oven: 0.8 };
const attached = `x${'0a'.repeat(16)}`;

let library: WrittenLibrary;
let engine: MomentSearch;
beforeEach(() => {
  library = new WrittenLibrary();
  engine = new MomentSearch(library.reader, new ConceptWords());
  library.film({
    duration: 40,
    cuts: [10, 20, 30],
    frames: { 5: beach, 15: dog, 25: kitchen, 35: beach },
    faces: [{ person: 'Ada', start: 31, end: 39 }],
  });
});
afterEach(() => library.close());

/** Keeps an example as if it had been brought along. */
function attach(...shown: (readonly [seconds: number, concepts: Record<string, number>])[]): void {
  const kind = shown.length > 1 ? 'clip' : 'picture';
  const frames = shown.map(([time, concepts]) => frameOf(time, concepts));
  library.store.examples.keep(
    { id: attached, name: 'seen.jpg', kind, duration: shown.at(-1)![0] },
    Buffer.from('jpeg'),
    pictureModel,
    frames,
    new Date(),
  );
}

const found = async (query: string) => {
  const { moments } = await engine.run(query, 50);
  return moments
    .map(({ videoId, start, end }) => [videoId, start, end])
    .toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
};

describe('Searching by example', () => {
  it('finds what looks like a picture that was brought along', async () => {
    attach([0, { ...dog, dog: 0.8 }]);
    expect(await found(`like:${attached}`)).toEqual([[1, 10, 20]]);
  });

  it('finds what looks like a moment of the library, and not that moment itself', async () => {
    expect(await found('like:m1-0-100')).toEqual([[1, 30, 40]]);
  });

  it('finds what looks like one picture of a film, and not its own shot', async () => {
    expect(await found('like:f1-360')).toEqual([[1, 0, 10]]);
  });

  it('demands what else the query asks for of the same moment', async () => {
    attach([0, beach]);
    expect(await found(`like:${attached}`)).toEqual([
      [1, 0, 10],
      [1, 30, 40],
    ]);
    expect(await found(`@Ada like:${attached}`)).toEqual([[1, 31, 39]]);
    expect(await found(`water -like:${attached}`)).toEqual([]);
  });

  it('lets words change what the example shows', async () => {
    const night = library.film({ duration: 20, frames: { 5: { ...beach, bright: 0, dark: 0.9 } } });
    attach([0, beach]);
    expect(await found(`like:${attached} but at night`)).toEqual([[night, 0, 20]]);
  });

  it('says which picture it looks like', async () => {
    attach([0, dog]);
    const { moments } = await engine.run(`like:${attached}`, 5);
    expect(moments[0]!.evidence).toMatchObject([{ kind: 'picture', example: attached, words: [], time: 15 }]);
    expect(moments[0]!.evidence[0]).toMatchObject({ confidence: expect.closeTo(1, 1) });
  });

  it('finds a clip where its pictures follow each other in its order', async () => {
    attach([0, dog], [5, kitchen]);
    const forwards = await found(`like:${attached}`);
    expect(forwards).toEqual([[1, 10, 30]]);
    attach([0, kitchen], [5, dog]);
    expect(await found(`like:${attached}`)).toEqual([]);
  });

  it('says so when the example is not there any more', async () => {
    const { moments, problems } = await engine.run(`like:x${'f'.repeat(32)}`, 5);
    expect(moments).toEqual([]);
    expect(problems).toMatchObject([{ code: 'not-found' }]);
    expect((await engine.run('like:m9-0-100', 5)).problems).toMatchObject([{ code: 'not-found' }]);
  });

  it('says so when another model described the example', async () => {
    library.store.examples.keep(
      { id: attached, name: 'old.jpg', kind: 'picture', duration: 0 },
      Buffer.from('jpeg'),
      'another-model',
      [frameOf(0, dog)],
      new Date(),
    );
    expect((await engine.run(`like:${attached}`, 5)).problems).toMatchObject([{ code: 'not-found' }]);
  });
});

describe('Laying a clip over a film', () => {
  const step = (after: number) => ({ after, likeness: () => 0 });
  const times = Float64Array.from([0, 2, 4, 6, 8, 10]);
  const of = (...values: number[]) => Float32Array.from(values);

  it('takes the place where all steps are seen in order', () => {
    const [best] = clipPlaces(times, [of(0, 1, 0, 0, 0, 0), of(0, 0, 0, 1, 0, 0)], [step(0), step(4)]);
    expect(best).toMatchObject({ first: 1, last: 3, score: expect.closeTo(1, 5) });
  });

  it('counts the order', () => {
    const likeness = [of(0, 0, 0, 1, 0, 0), of(0, 1, 0, 0, 0, 0)];
    expect(clipPlaces(times, likeness, [step(0), step(4)])[0]!.score).toBeLessThan(0.55);
  });

  it('counts another pace less than its own', () => {
    const slower = clipPlaces(times, [of(1, 0, 0, 0, 0, 0), of(0, 0, 0, 0, 1, 0)], [step(0), step(4)]);
    expect(slower[0]!.score).toBeLessThan(0.9);
    expect(slower[0]!.score).toBeGreaterThan(0.6);
  });

  it('gives no two places that overlap, and none for a film without frames', () => {
    const places = clipPlaces(times, [of(1, 1, 1, 1, 1, 1), of(1, 1, 1, 1, 1, 1)], [step(0), step(2)]);
    for (const a of places)
      for (const b of places) expect(a === b || a.first > b.last || b.first > a.last).toBe(true);
    expect(clipPlaces(new Float64Array(0), [of(), of()], [step(0), step(2)])).toEqual([]);
  });
});
