import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SubtitleLine } from '../../../src-main/domain/subtitle-line.ts';
import { LineCorrections } from '../../../src-main/indexing/line-corrections.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const source = 'film.srt';
const read = [
  { start: 1, end: 3, text: 'Where is my mug?', source },
  { start: 4, end: 6, text: 'It is blue. It is here.', source },
  { start: 8, end: 9, text: 'Thanks', source },
];
const line = (start: number, end: number, text: string, ...names: string[]): SubtitleLine => ({
  start, end, text, kind: 'speech', speakers: names.map((name) => ({ name, confidence: 1 })),
}); // prettier-ignore

let library: WrittenLibrary;
let corrections: LineCorrections;
let film: number;
beforeEach(() => {
  library = new WrittenLibrary();
  corrections = new LineCorrections(library.store);
  film = library.film({ cues: read });
});
afterEach(() => library.close());

const lines = (id = film) => library.store.cues.lines(id, source);
const texts = () => lines().map(({ text }) => text);
const idOf = (text: string) => lines().find((own) => own.text === text)!.id;
const split = () =>
  corrections.correct(
    film,
    source,
    [idOf('It is blue. It is here.')],
    [line(4, 5, 'It is blue.', 'Bo'), line(5, 6, 'It is here.', 'Ada')],
  );

/** What indexing does when the file is read anew. */
function reindex(cues: typeof read): void {
  library.store.cues.replace(film, corrections.aligned(film, cues));
  corrections.applyAll(film, () => true);
}

describe('A correction of lines', () => {
  it('shows at once, with its speakers, and in the search for words', () => {
    split();
    expect(texts()).toEqual(['Where is my mug?', 'It is blue.', 'It is here.', 'Thanks']);
    expect(lines()[1]!.speakers).toEqual([{ name: 'Bo', confidence: 1 }]);
    corrections.correct(film, source, [idOf('Thanks')], [line(8, 9, 'Good bye, Elaine')]);
    expect(library.reader.dialogue.matching('"elaine"', null, 5)).toHaveLength(1);
    expect(library.reader.dialogue.matching('"thanks"', null, 5)).toHaveLength(0);
  });

  it('is taken back and made again, one after the other, until something else is corrected', () => {
    split();
    corrections.correct(film, source, [idOf('Thanks')], []);
    expect([corrections.undo(film), corrections.undo(film), corrections.undo(film)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(texts()).toEqual(read.map(({ text }) => text));
    expect(corrections.redo(film)).toBe(true);
    expect(texts()).toHaveLength(4);
    corrections.correct(film, source, [idOf('Where is my mug?')], [line(1, 3, 'Where?')]);
    expect(corrections.redo(film)).toBe(false);
    expect(texts()).toContain('Thanks');
  });

  it('is applied again after re-indexing, also when the file has changed a little', () => {
    split();
    corrections.correct(film, source, [idOf('It is blue.')], [line(4, 5, 'It was blue.', 'Bo')]);
    reindex(read);
    expect(texts()).toEqual(['Where is my mug?', 'It was blue.', 'It is here.', 'Thanks']);
    reindex([read[0]!, { start: 4.2, end: 6.1, text: 'Its blue, its here', source }, read[2]!]);
    expect(texts()).toEqual(['Where is my mug?', 'It was blue.', 'It is here.', 'Thanks']);
  });

  it('stays when the file has changed wholly, and what it covers gives way', () => {
    split();
    reindex([
      { start: 4.1, end: 4.6, text: 'Something', source },
      { start: 20, end: 21, text: 'else', source },
    ]);
    expect(texts()).toEqual(['It is blue.', 'It is here.', 'else']);
  });

  it('is refused when the lines have changed meanwhile', () => {
    expect(() => corrections.correct(film, source, [999_999], [line(1, 2, 'x')])).toThrow(
      /changed meanwhile/,
    );
    expect(corrections.undo(film)).toBe(false);
  });

  it('follows a person’s new name, and forgets a forgotten one', () => {
    split();
    corrections.renameSpeaker('Bo', 'Robert');
    reindex(read);
    expect(lines()[1]!.speakers).toEqual([{ name: 'Robert', confidence: 1 }]);
    corrections.forgetSpeaker('Robert');
    reindex(read);
    expect(lines()[1]!.speakers).toEqual([]);
    expect(lines()[2]!.speakers).toEqual([{ name: 'Ada', confidence: 1 }]);
  });
});

describe('Lines that were moved', () => {
  it('stay moved after re-indexing, with their corrections, and can be moved further', () => {
    split();
    corrections.align(film, { source, shift: 2, scale: 1 });
    corrections.align(film, { source, shift: 0, scale: 2 });
    const moved = lines().map(({ start, text }) => [start, text]);
    expect(moved).toEqual([
      [6, 'Where is my mug?'],
      [12, 'It is blue.'],
      [14, 'It is here.'],
      [20, 'Thanks'],
    ]);
    reindex(read);
    expect(lines().map(({ start, text }) => [start, text])).toEqual(moved);
    corrections.undo(film);
    expect(lines()[1]).toMatchObject({ start: 12, end: 16, text: 'It is blue. It is here.' });
  });
});
