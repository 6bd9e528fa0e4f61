import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const names = Array.from({ length: 50 }, (_, at) => `Guest ${at + 1}`);

describe('An unusual query', () => {
  let library: WrittenLibrary;
  let engine: MomentSearch;
  const spans = async (query: string) =>
    (await engine.run(query, 50)).moments.map(({ start, end }) => [start, end]);

  beforeAll(() => {
    library = new WrittenLibrary();
    library.film({
      faces: names.map((person, at) => ({ person, start: 10, end: 20 + at })),
      cues: [
        { start: 30, end: 32, text: 'היכן הספל שלי?' },
        { start: 40, end: 42, text: 'It is what it is.' },
      ],
    });
    engine = new MomentSearch(library.reader, new ConceptWords());
  });
  afterAll(() => library.close());

  it('may name fifty people, all of them demanded', async () => {
    expect(await spans(names.map((name) => `@"${name}"`).join(' and '))).toEqual([[10, 20]]);
  });

  it('may name fifty people whom nobody knows: one sentence each', async () => {
    const { moments, problems } = await engine.run(names.map((_, at) => `@Stranger${at}`).join(' '), 50);
    expect(moments).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(names.map(() => 'unknown-person'));
  });

  it('may be of stop words alone, which then are what is asked for', async () => {
    expect(await spans('it is what it is')).toEqual([[40, 42]]);
    expect((await engine.run('the of and', 50)).moments).toEqual([]);
  });

  it('may be written from right to left', async () => {
    expect(await spans('"הספל שלי"')).toEqual([[30, 32]]);
    expect(await spans('\u202Bהספל\u202C')).toEqual([[30, 32]]);
  });
});
