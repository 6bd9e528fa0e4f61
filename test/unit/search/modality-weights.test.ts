import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { withGivenWeights } from '../../../src-main/search/modality-weights.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
let engine: MomentSearch;
beforeEach(() => {
  library = new WrittenLibrary();
  engine = new MomentSearch(library.reader, new ConceptWords());
  library.film({
    duration: 60,
    cuts: [20, 40],
    frames: { 10: { dog: 0.95 }, 30: { car: 0.9 }, 50: { kitchen: 0.9 } },
    cues: [{ start: 50, end: 53, text: 'Look at that dog!' }],
  });
});
afterEach(() => library.close());

const spans = async (query: string) =>
  (await engine.run(query, 50)).moments
    .map(({ start, end }) => [start, end])
    .toSorted((a, b) => a[0]! - b[0]!);

describe('The weights of words', () => {
  it('decide whether the picture or the dialogue answers', async () => {
    expect(await spans('dog')).toEqual([
      [0, 20],
      [50, 53],
    ]);
    expect(await spans('dog^100')).toEqual([[0, 20]]);
    expect(await spans('dog^0')).toEqual([[50, 53]]);
  });

  it('lets one word be seen while another is said', async () => {
    expect(await spans('kitchen^100 dog^0')).toEqual([[50, 53]]);
    expect(await spans('kitchen^100 dog^100')).toEqual([]);
  });

  it('are told for every word, with whose they are', async () => {
    const { weights } = await engine.run('kitchen dog^0 xylophone', 5);
    expect(weights).toEqual([
      { word: 'dog', picture: 0, given: true },
      { word: 'kitchen', picture: expect.closeTo(0.77, 1), given: false },
      { word: 'xylophone', picture: null, given: false },
    ]);
  });

  it('leave the analysis alone where nobody has given any', () => {
    const text = {
      text: 'dog',
      words: [{ word: 'dog', visual: 1, dialogue: 0.3 }],
      visual: 1,
      dialogue: 0.3,
    };
    expect(withGivenWeights([text], [{ word: 'cat', picture: 3 }])).toEqual([text]);
    expect(withGivenWeights([text], [{ word: 'dog', picture: 75 }])).toMatchObject([
      { visual: 1, dialogue: 0.5 },
    ]);
  });
});
