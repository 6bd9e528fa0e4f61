import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CueRow } from '../../../src-main/store/cue-table.ts';
import { mostRanked } from '../../../src-main/store/dialogue-queries.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const films = 4;
const linesPerFilm = mostRanked / 2;
const rare = 'zeppelin';

let library: WrittenLibrary;
beforeAll(() => {
  library = new WrittenLibrary();
  for (let film = 0; film < films; film++) {
    const cues = Array.from({ length: linesPerFilm }, (_, at) => ({
      start: at,
      end: at + 1,
      text: `mug ${'and '.repeat(at % 10)}${at === 1200 ? rare : ''}`,
    }));
    library.film({ duration: linesPerFilm, cues });
  }
});
afterAll(() => library.close());

describe('The best lines for a word', () => {
  it('that very many lines hold are as good as the best of all, and of every film', () => {
    const found = library.reader.dialogue.bestMatching('mug', 100);
    const best = library.reader.dialogue.matching('mug', null, 1)[0]!;
    expect(found).toHaveLength(100);
    expect(found.map(({ relevance }) => relevance)).toEqual(found.map(() => best.relevance));
    expect(new Set(filmsOf(library.reader.dialogue.bestMatching('mug', mostRanked))).size).toBe(films);
  });

  it('that few lines hold are all of them', () => {
    const { dialogue } = library.reader;
    expect(dialogue.bestMatching(rare, 100)).toEqual(dialogue.matching(rare, null, 100));
    expect(dialogue.bestMatching(rare, 100)).toHaveLength(films);
    expect(dialogue.bestMatching('airship', 100)).toEqual([]);
  });
});

describe('The lines that hold a phrase', () => {
  it('are the shortest first, those that very many lines hold from every film', () => {
    const found = library.reader.dialogue.holdingPhrase(['mug', 'and'], 200);
    expect(found).toHaveLength(200);
    expect(new Set(found.map(({ text }) => text.trim()))).toEqual(new Set(['mug and']));
    const many = library.reader.dialogue.holdingPhrase(['mug', 'and'], 10 * mostRanked);
    expect(new Set(filmsOf(many)).size).toBe(films);
    expect(many.length).toBeGreaterThan(mostRanked / 2);
    expect(many.length).toBeLessThan(mostRanked * 2);
  });

  it('that few hold are all of them, and no line that holds the words otherwise', () => {
    const { dialogue } = library.reader;
    expect(dialogue.holdingPhrase(['mug', rare], 100)).toHaveLength(films);
    expect(dialogue.holdingPhrase([rare, 'mug'], 100)).toEqual([]);
  });
});

function filmsOf(lines: readonly CueRow[]): number[] {
  return lines.map(({ videoId }) => videoId);
}
