import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { bestFilms, leastSight } from '../../../src-main/search/film-ranking.ts';
import { LibraryMemory } from '../../../src-main/search/library-memory.ts';
import { FrameIndex } from '../../../src-main/search/frame-index.ts';
import { Pacer } from '../../../src-main/search/pacer.ts';
import { seenText } from '../../../src-main/search/seen-text.ts';
import { frameOf } from '../../fixtures/picture-vectors.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const concepts = ['dog', 'cat', 'car', 'kitchen', 'person', 'water'] as const;
const certainty = fc.constantFrom(0, 0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97);
const frame = fc.record(Object.fromEntries(concepts.map((name) => [name, certainty])));
const film = fc.array(frame, { minLength: 1, maxLength: 5 });

describe('The best films', () => {
  let library: WrittenLibrary;
  const words = new ConceptWords();
  const looked: number[] = [];

  beforeAll(() => {
    library = new WrittenLibrary();
  });
  afterAll(() => library.close());

  it('are those with the best frames, however few are looked at', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(film, { minLength: 1, maxLength: 12 }),
        fc.subarray([...concepts], { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 4 }),
        async (films, asked, most) => {
          for (const video of library.store.videos.all()) library.store.videos.remove(video.id);
          const ids = films.map((frames) => library.film({ frames: { ...frames } }));
          const index = new FrameIndex(library.reader, new LibraryMemory(library.reader), words);
          const pacer = new Pacer();
          const seen = (await seenText(words, asked.join(' ')))!;
          const text = { seen, said: null, visual: 1, dialogue: 0, unknown: [] };
          const found = await bestFilms(index, await index.films(pacer), [text], [], leastSight, most, pacer);
          const levels = new Map(
            films.map((frames, i) => [
              ids[i]!,
              Math.max(...frames.map((one, time) => seen.promise(frameOf(time, one).vector))),
            ]),
          );
          const expected = [...levels.values()]
            .filter((level) => level >= leastSight)
            .toSorted((a, b) => b - a)
            .slice(0, most);
          const levelsFound = found.map(({ videoId }) => levels.get(videoId)!);
          expect(levelsFound).toHaveLength(expected.length);
          // Vectors are kept to a step of 1/32767.
          levelsFound.forEach((level, i) => expect(level).toBeCloseTo(expected[i]!, 2));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are found without looking at films that promise less', async () => {
    for (const video of library.store.videos.all()) library.store.videos.remove(video.id);
    for (let i = 0; i < 30; i++) library.film({ frames: { 1: { dog: 0.3 + 0.02 * i } } });
    const index = new FrameIndex(library.reader, new LibraryMemory(library.reader), words);
    const pacer = new Pacer();
    const films = await index.films(pacer);
    const framesOf = index.framesOf.bind(index);
    index.framesOf = (videoId) => {
      if (!looked.includes(videoId)) looked.push(videoId);
      return framesOf(videoId);
    };
    const seen = (await seenText(words, 'dog'))!;
    const text = { seen, said: null, visual: 1, dialogue: 0, unknown: [] };
    expect(await bestFilms(index, films, [text], [], leastSight, 3, pacer)).toHaveLength(3);
    expect(looked).toHaveLength(3);
  });
});
