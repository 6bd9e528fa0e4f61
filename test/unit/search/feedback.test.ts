import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const outside = { dog: 0.8, greenery: 0.9, outdoors: 0.9 };
const inside = { dog: 0.8, kitchen: 0.9, indoors: 0.9, oven: 0.8 };

let library: WrittenLibrary;
let engine: MomentSearch;
beforeEach(() => {
  library = new WrittenLibrary();
  engine = new MomentSearch(library.reader, new ConceptWords());
  for (const shown of [outside, inside, outside, inside]) {
    library.film({ duration: 20, frames: { 5: shown, 15: shown } });
  }
  library.film({
    duration: 20,
    cuts: [10],
    frames: { 5: { ...inside, dog: 0.1 }, 15: { car: 0.9 } },
    cues: [{ start: 12, end: 14, text: 'My dog!' }],
  });
});
afterEach(() => library.close());

const films = async (query: string, feedback = { more: [] as string[], less: [] as string[] }) =>
  (await engine.run(query, 50, undefined, feedback)).moments.map(({ videoId }) => videoId);

describe('Saying what is wanted of the results', () => {
  it('brings what looks like the wanted to the top', async () => {
    expect((await films('dog^100')).slice(0, 4)).toEqual([2, 4, 1, 3]);
    const liked = await films('dog^100', { more: ['m1-0-200'], less: [] });
    expect(liked.slice(0, 2).toSorted()).toEqual([1, 3]);
  });

  it('leaves out what is not wanted, and moves down what looks like it', async () => {
    const left = await films('dog^100', { more: [], less: ['m2-0-200'] });
    expect(left).not.toContain(2);
    expect(left.slice(0, 2).toSorted()).toEqual([1, 3]);
  });

  it('finds what looks like the wanted though the words did not', async () => {
    expect(await films('dog^100')).not.toContain(5);
    expect(await films('dog^100', { more: ['m2-0-200', 'm4-0-200'], less: [] })).toContain(5);
  });

  it('lets the dialogue count for more where it answered what is wanted', async () => {
    const scoreOf = async (more: string[]) => {
      const { moments } = await engine.run('dog', 50, undefined, { more, less: [] });
      return moments.find(({ videoId, start }) => videoId === 5 && start >= 10)!.score;
    };
    expect(await scoreOf(['m5-120-140'])).toBeGreaterThan(await scoreOf(['m1-0-200']));
  });

  it('changes nothing when nothing is said, and bears ids that name nothing', async () => {
    const plain = await films('dog');
    expect(await films('dog', { more: [], less: [] })).toEqual(plain);
    expect(await films('dog', { more: ['m99-0-10', 'nonsense'], less: ['x'] })).toEqual(plain);
  });
});
