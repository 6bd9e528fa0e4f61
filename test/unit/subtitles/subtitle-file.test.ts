import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filmFacts, filmLines } from '../../../src-main/subtitles/film-lines.ts';
import { linesWithin, writeSubtitles } from '../../../src-main/subtitles/subtitle-file.ts';
import { formatOf } from '../../../src-main/subtitles/subtitle-formats.ts';
import { WrittenLibrary, type WrittenFilm } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

function requestFor(written: WrittenFilm, output: string) {
  const path = join(library.folder, 'film.mp4');
  const id = library.film({ path, ...written });
  const film = { id, path, title: 'Film', duration: 100 };
  return {
    ...filmLines(library.reader, film),
    film,
    facts: filmFacts(library.reader, film, null),
    output: join(library.folder, output),
    exportsFolder: library.folder,
    format: formatOf(output),
    labels: 'sdh' as const,
  };
}

const written = (output: string) => readFileSync(join(library.folder, output), 'utf8');

describe('Subtitles', () => {
  it('of a film are its lines as SubRip, of one source, each as long as reading takes', async () => {
    const request = requestFor(
      {
        cues: [
          { start: 1, end: 2.5, text: 'Hello', source: 'film.en.srt' },
          { start: 1, end: 2.5, text: 'Hallo', source: 'film.de.srt' },
          { start: 61.5, end: 62, text: 'Two\nlines', source: 'film.en.srt' },
        ],
      },
      'out.srt',
    );
    await expect(writeSubtitles(request)).resolves.toEqual({ path: request.output, cues: 2 });
    expect(written('out.srt').trim()).toBe(
      '1\n00:00:01,000 --> 00:00:02,500\nHello\n\n2\n00:01:01,500 --> 00:01:02,333\nTwo\nlines',
    );
  });

  it('name who speaks only where the picture does not show it', async () => {
    const said = (start: number, name: string) => ({
      start, end: start + 2, text: 'Hello', speakers: [{ name, confidence: 1 }],
    }); // prettier-ignore
    const request = requestFor(
      {
        cues: [said(1, 'Ada'), said(10, 'Bo'), said(13, 'Bo'), said(30, 'Ada')],
        faces: [{ person: 'Ada', start: 0, end: 9 }],
      },
      'out.srt',
    );
    await writeSubtitles(request);
    expect(written('out.srt').match(/^(BO: |ADA: )?Hello$/gm)).toEqual([
      'Hello',
      'BO: Hello',
      'Hello',
      'ADA: Hello',
    ]);
  });

  it('as tables hold every line as it is spoken', async () => {
    const cues = [
      { start: 1, end: 1.2, text: 'Well, "no"', speakers: [{ name: 'Ada King', confidence: 1 }] },
    ];
    const request = requestFor({ cues }, 'out.csv');
    await writeSubtitles(request);
    expect(written('out.csv')).toBe('1.000,1.200,Ada King,"Well, ""no"""\n');
    await writeSubtitles({ ...request, output: join(library.folder, 'out.rttm'), format: 'rttm' });
    expect(written('out.rttm')).toBe('SPEAKER Film 1 1.000 0.200 <NA> <NA> Ada_King <NA> <NA>\n');
  });

  it('of an interval are cut to it and count from its start', () => {
    const cues = [
      { start: 1, end: 4, text: 'a' },
      { start: 4, end: 5, text: 'b' },
      { start: 9, end: 12, text: 'c' },
    ];
    expect(linesWithin(cues, { start: 3, end: 10 })).toEqual([
      { start: 0, end: 1, text: 'a' },
      { start: 1, end: 2, text: 'b' },
      { start: 6, end: 7, text: 'c' },
    ]);
  });

  it('never replace the file they come from, and are refused where nothing is known', async () => {
    const sidecar = join(library.folder, 'film.srt');
    writeFileSync(sidecar, 'own');
    const request = requestFor({ cues: [{ start: 1, end: 2, text: 'Hello' }] }, 'film.srt');
    await expect(writeSubtitles(request)).rejects.toThrow(/would replace/);
    expect(readFileSync(sidecar, 'utf8')).toBe('own');
    const silent = library.film({ path: join(library.folder, 'silent.mp4') });
    expect(() => filmLines(library.reader, { id: silent, title: 'Silent' })).toThrow(
      /No dialogue of “Silent”/,
    );
    expect(() => formatOf('film.doc')).toThrow(/cannot be written as film.doc/);
  });
});
