import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';
import { frameOf, pictureModel } from '../../fixtures/picture-vectors.ts';

const words = new ConceptWords();
let library: WrittenLibrary;
let engine: MomentSearch;
beforeEach(() => {
  library = new WrittenLibrary();
  engine = new MomentSearch(library.reader, words);
});
afterEach(() => library.close());

const search = (query: string, limit = 50) => engine.run(query, limit);
const spans = async (query: string) =>
  (await search(query)).moments.map(({ start, end }) => [start, end]).toSorted((a, b) => a[0]! - b[0]!);

const dog = { dog: 0.95, greenery: 0.9 };
const beach = { water: 0.9, sky: 0.8 };

describe('Searching for what pictures show', () => {
  beforeEach(() => {
    library.film({
      duration: 40,
      cuts: [10, 20, 30],
      frames: { 4: beach, 12: dog, 18: dog, 25: { ...dog, ...beach }, 35: { kitchen: 0.9, indoors: 0.9 } },
    });
  });

  it('finds the shots that show a thing, from cut to cut', async () => {
    expect(await spans('a dog')).toEqual([[10, 30]]);
    expect(await spans('kitchen')).toEqual([[30, 40]]);
  });

  it('demands all the words of one picture where one shows them all', async () => {
    expect(await spans('a dog in the water')).toEqual([[20, 30]]);
  });

  it('tells what the picture shows of the words, how surely, and at which frame', async () => {
    const [moment] = (await search('a dog in the water')).moments;
    expect(moment!.evidence).toEqual([
      {
        kind: 'picture',
        start: 20,
        end: 30,
        time: 25,
        words: [
          { word: 'dog', concepts: ['dog'] },
          { word: 'water', concepts: ['water'] },
        ],
        confidence: expect.closeTo(0.99, 1),
      },
    ]);
    expect(moment!.missing).toEqual([]);
  });

  it('finds the same in Chinese', async () => {
    expect(await spans('水边的狗')).toEqual([[20, 30]]);
  });

  it('has no moments of what no picture shows, and shows what comes nearest apart', async () => {
    expect(await search('a giraffe')).toMatchObject({ moments: [], nearest: [] });
    library.film({ frames: { 5: { giraffe: 0.4 } } });
    const { moments, nearest } = await search('a giraffe');
    expect(moments).toEqual([]);
    expect(nearest).toMatchObject([{ videoId: 2, evidence: [{ kind: 'picture', confidence: 0.4 }] }]);
  });

  it('tells the words that neither the pictures nor the dialogue know', async () => {
    const { moments, missing } = await search('a dog with a xylophone');
    expect(missing).toEqual(['xylophone']);
    expect(moments[0]!.missing).toEqual(['xylophone']);
  });

  it('lets a frame stand for half the way to its neighbours and never for another shot', async () => {
    library.film({ duration: 30, cuts: [20], frames: { 2: beach, 8: { cat: 0.95 }, 14: beach, 25: beach } });
    expect(await spans('a cat')).toEqual([[5, 11]]);
  });

  it('follows what indexing writes', async () => {
    expect(await spans('a horse')).toEqual([]);
    library.store.frames.replace(1, 'sketch', pictureModel, [frameOf(15, { horse: 0.9 })]);
    expect(await spans('a horse')).toEqual([[13.5, 16.5]]);
    library.store.frames.replace(1, 'sketch', pictureModel, []);
    expect(await spans('a horse')).toEqual([]);
  });

  it('knows new frames from old ones that they resemble', async () => {
    const look = (concept: string) =>
      library.store.frames.replace(1, 'sketch', pictureModel, [frameOf(15, { [concept]: 0.9 })]);
    look('horse');
    expect(await spans('a horse')).toEqual([[13.5, 16.5]]);
    look('cat');
    expect(await spans('a horse')).toEqual([]);
    expect(await spans('a cat')).toEqual([[13.5, 16.5]]);
  });

  it('leaves frames alone that another model described', async () => {
    library.store.frames.replace(1, 'sketch', 'another-model', [frameOf(15, { horse: 0.9 })]);
    expect(await spans('a horse')).toEqual([]);
    expect(await spans('kitchen')).toEqual([[30, 40]]);
  });

  it('ranks the surer picture first', async () => {
    library.film({ frames: { 5: { dog: 0.7 } } });
    expect((await search('a dog')).moments.map(({ videoId }) => videoId)).toEqual([1, 2]);
  });
});

describe('Searching for people in pictures of things', () => {
  beforeEach(() => {
    library.film({
      duration: 40,
      cuts: [20],
      faces: [
        { person: 'Ada', start: 2, end: 8 },
        { person: 'Ada', start: 26, end: 33 },
        { person: 'Bo', start: 30, end: 40 },
      ],
      cues: [{ start: 31, end: 32.5, text: 'Come here, you silly dog.' }],
      frames: { 5: beach, 15: dog, 25: dog, 35: dog },
    });
  });

  it('demands that the person is there while the picture shows it', async () => {
    expect(await spans('@Ada with a dog')).toEqual([[26, 33]]);
    expect((await search('@Ada with a dog')).moments[0]!.evidence.map(({ kind }) => kind)).toEqual([
      'face',
      'picture',
      'line',
    ]);
    expect(await spans('@Ada @Bo with a dog')).toEqual([[30, 33]]);
    expect(await spans('@Bo at the sea')).toEqual([]);
  });

  it('takes less for an answer where the person is there', async () => {
    library.film({ faces: [{ person: 'Cy', start: 1, end: 9 }], frames: { 5: { giraffe: 0.4 } } });
    expect(await spans('@Cy with a giraffe')).toEqual([[1, 9]]);
    expect(await spans('a giraffe')).toEqual([]);
  });

  it('does not take one of two things for both', async () => {
    const { moments, nearest } = await search('@Ada with a dog and a giraffe');
    expect(moments).toEqual([]);
    expect(nearest[0]!.missing).toEqual(['giraffe']);
  });

  it('shows the people alone where nothing shows the words, in their order where one is asked for', async () => {
    library.film({
      faces: [
        { person: 'Cy', start: 1, end: 9 },
        { person: 'Di', start: 20, end: 30 },
      ],
      frames: { 5: beach },
    });
    const { moments, nearest } = await search('@Cy with a giraffe');
    expect(moments).toEqual([]);
    expect(nearest).toMatchObject([{ start: 1, end: 9, missing: ['giraffe'] }]);
    expect((await search('@Cy with a giraffe then @Di')).nearest).toMatchObject([{ start: 1, end: 30 }]);
  });

  it('leaves out when somebody or something unwanted is there', async () => {
    expect(await spans('@Ada -@Bo')).toEqual([
      [2, 8],
      [26, 30],
    ]);
    expect(await spans('@Ada -dog')).toEqual([[2, 8]]);
    expect(await spans('dog not @Ada')).toEqual([
      [10, 26],
      [33, 40],
    ]);
    expect(await spans('@Ada -"silly dog"')).toEqual([
      [2, 8],
      [26, 31],
      [32.5, 33],
    ]);
  });

  it('finds a phrase that is said while the picture shows something', async () => {
    expect(await spans('"silly dog" while greenery')).toEqual([[31, 32.5]]);
    expect(await spans('"silly dog" while water')).toEqual([]);
  });

  it('takes what follows a verb of speech for dialogue', async () => {
    expect(await spans('@Bo saying that the dog is silly')).toEqual([[31, 32.5]]);
  });

  it('finds what follows something else, within the stated time', async () => {
    expect(await spans('water then @Bo')).toEqual([[0, 40]]);
    expect(await spans('water then within 5s @Bo')).toEqual([]);
    expect(await spans('@Bo then water')).toEqual([]);
  });

  it('finds steps in the film that answers them all, however many answer one of them better', async () => {
    const both = library.film({ duration: 20, cuts: [10], frames: { 4: { dog: 0.8 }, 14: { cat: 0.8 } } });
    for (let film = 0; film < 45; film++) {
      library.film({ duration: 10, frames: { 4: { dog: 0.95 } } });
      library.film({ duration: 10, frames: { 4: { cat: 0.95 } } });
    }
    const { moments } = await search('dog then cat', 10);
    expect(moments).toMatchObject([{ videoId: both, start: 0, end: 20 }]);
  });

  it('leaves out lines while something unwanted is seen, up to the cut', async () => {
    library.film({
      duration: 30,
      cuts: [10, 20],
      frames: { 5: beach, 15: dog, 25: beach },
      cues: [
        { start: 8, end: 9.5, text: 'the old lighthouse' },
        { start: 10.5, end: 12, text: 'the old lighthouse' },
        { start: 21, end: 22, text: 'the old lighthouse' },
      ],
    });
    expect(await spans('"old lighthouse" -dog')).toEqual([
      [8, 9.5],
      [21, 22],
    ]);
  });

  it('finds either of two things', async () => {
    expect(await spans('water or "silly dog"')).toEqual([
      [0, 10],
      [31, 32.5],
    ]);
  });
});

describe('The films that a query is asked of', () => {
  beforeEach(() => {
    const probe = (language: string) => ({
      container: 'mov',
      video: null,
      audio: [{ language }],
      subtitles: [],
    });
    const shown = {
      duration: 100,
      frames: { 5: { dog: 0.9, 'close-up': 0.9 }, 50: { dog: 0.9, 'long shot': 0.9 } },
    };
    library.film({
      ...shown,
      title: 'Mug',
      path: '/films/old/Mug (1999).mkv',
      cuts: [20],
      probe: probe('eng'),
    });
    library.film({
      ...shown,
      title: 'Cup 2004',
      path: '/films/new/cup.mkv',
      duration: 600,
      probe: probe('fre'),
    });
  });

  it.each([
    ['dog in:old', [1]],
    ['dog in:"CUP 2004"', [2]],
    ['dog in:old in:new', [1, 2]],
    ['dog year:1999', [1]],
    ['dog year:2000..', [2]],
    ['dog year:1999..2004', [1, 2]],
    ['dog duration:<5m', [1]],
    ['dog duration:10m', [2]],
    ['dog lang:en', [1]],
    ['dog lang:fra', [2]],
    ['dog lang:de', []],
    ['dog year:1999 in:new', []],
  ])('are for %s the films %j', async (query, films) => {
    const found = new Set((await search(query)).moments.map(({ videoId }) => videoId));
    expect([...found].toSorted()).toEqual(films);
  });

  it('may be narrowed to shots of one size', async () => {
    expect((await search('dog shot:close-up in:old')).moments).toMatchObject([{ start: 0, end: 20 }]);
    expect((await search('dog shot:wide in:old')).moments).toMatchObject([{ start: 20, end: 100 }]);
    expect((await search('dog shot:medium')).moments).toEqual([]);
    expect((await search('shot:close-up in:old')).moments).toMatchObject([{ start: 0, end: 20 }]);
  });
});
