import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cuesWithin, writeSubtitles } from '../../../src-main/exports/subtitle-file.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

describe('Subtitles', () => {
  it('of a film are its lines as SubRip, of one source', async () => {
    const path = join(library.folder, 'film.mp4');
    const id = library.film({
      path,
      cues: [
        { start: 1, end: 2.5, text: 'Hello', source: 'film.en.srt' },
        { start: 1, end: 2.5, text: 'Hallo', source: 'film.de.srt' },
        { start: 61.5, end: 62, text: 'Two\nlines', source: 'film.en.srt' },
      ],
    });
    const output = join(library.folder, 'out.srt');
    const cues = library.reader.cues.byVideo(id);
    await expect(writeSubtitles({ film: { path, title: 'Film' }, cues, output })).resolves.toEqual({
      path: output,
      cues: 2,
    });
    expect(readFileSync(output, 'utf8').replaceAll('\r\n', '\n').trim()).toBe(
      '1\n00:00:01,000 --> 00:00:02,500\nHello\n\n2\n00:01:01,500 --> 00:01:02,000\nTwo\nlines',
    );
  });

  it('of an interval are cut to it and count from its start', () => {
    const cues = [
      { start: 1, end: 4, text: 'a' },
      { start: 4, end: 5, text: 'b' },
      { start: 9, end: 12, text: 'c' },
    ];
    expect(cuesWithin(cues, { start: 3, end: 10 })).toEqual([
      { start: 0, end: 1, text: 'a' },
      { start: 1, end: 2, text: 'b' },
      { start: 6, end: 7, text: 'c' },
    ]);
  });

  it('never replace the file they come from, and are refused where nothing is known', async () => {
    const path = join(library.folder, 'film.mp4');
    const sidecar = join(library.folder, 'film.srt');
    writeFileSync(sidecar, 'own');
    const id = library.film({ path, cues: [{ start: 1, end: 2, text: 'Hello' }] });
    const cues = library.reader.cues.byVideo(id);
    const film = { path, title: 'Film' };
    await expect(writeSubtitles({ film, cues, output: sidecar })).rejects.toThrow(/would replace/);
    expect(readFileSync(sidecar, 'utf8')).toBe('own');
    const output = join(library.folder, 'out.srt');
    await expect(writeSubtitles({ film, cues: [], output })).rejects.toThrow(/No dialogue of “Film”/);
    expect(existsSync(output)).toBe(false);
  });
});
