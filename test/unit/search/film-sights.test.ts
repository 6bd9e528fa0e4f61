import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { FilmSights } from '../../../src-main/search/film-sights.ts';
import { seenLike, seenText } from '../../../src-main/search/seen-text.ts';
import { columnsOf, frameOf } from '../../fixtures/picture-vectors.ts';

const words = new ConceptWords();
const concepts = ['dog', 'cat', 'car', 'kitchen', 'person'] as const;
const certainty = fc.constantFrom(0, 0, 0.2, 0.4, 0.6, 0.8, 0.95);
const film = fc
  .array(fc.record(Object.fromEntries(concepts.map((name) => [name, certainty]))), {
    minLength: 1,
    maxLength: 8,
  })
  .map((frames) => ({
    times: Float64Array.from(frames, (_, at) => 2 * at),
    vectors: columnsOf(frames.map((shown) => frameOf(0, shown).vector)),
  }));
const asked = fc.subarray([...concepts], { minLength: 1, maxLength: 3 });

describe('What a film’s frames show of a text', () => {
  it('is measured as a single picture is, and its best is the best of the frames', async () => {
    await fc.assert(
      fc.asyncProperty(film, asked, fc.boolean(), async (frames, names, hasUnknown) => {
        const text = (await seenText(words, [...names, ...(hasUnknown ? ['xylograph'] : [])].join(' ')))!;
        const sights = new FilmSights(text, frames);
        const best = sights.best;
        const each = frames.vectors.vectors(0, frames.vectors.count).map((picture) => text.promise(picture));
        sights.levels.forEach((level, frame) => expect(level).toBeCloseTo(each[frame]!, 5));
        expect(best).toBeCloseTo(Math.max(...each), 5);
        expect(best).toBeLessThanOrEqual(text.promise(words.envelope(frames.vectors)) + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('tells the frames from a level on as their levels do', async () => {
    await fc.assert(
      fc.asyncProperty(film, asked, fc.constantFrom(0, 0.3, 0.5, 0.8), async (frames, names, least) => {
        const text = (await seenText(words, names.join(' ')))!;
        const { levels } = new FilmSights(text, frames);
        const expected = [...levels.keys()].filter((frame) => levels[frame]! >= least);
        expect(new FilmSights(text, frames).framesFrom(least)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('is nothing where no picture can answer', () => {
    const sights = new FilmSights(null, {
      times: Float64Array.of(1),
      vectors: columnsOf([frameOf(1, { dog: 0.9 }).vector]),
    });
    expect([sights.best, ...sights.levels]).toEqual([0, 0]);
  });

  it('promises of a clip no less than where its pictures follow each other', () => {
    const likes = (...shown: readonly Record<string, number>[]) =>
      seenLike(
        'clip',
        shown.map((one, at) => ({ after: 2 * at, ...words.likenessToPicture(frameOf(0, one).vector) })),
      );
    const clip = likes({ dog: 0.9 }, { car: 0.9 });
    fc.assert(
      fc.property(film, (frames) => {
        const sights = new FilmSights(clip, frames);
        expect(sights.best).toBeLessThanOrEqual(sights.promise + 1e-6);
        expect(sights.promise).toBeLessThanOrEqual(clip.promise(words.envelope(frames.vectors)) + 1e-6);
      }),
      { numRuns: 60 },
    );
  });
});
