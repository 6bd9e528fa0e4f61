import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cuesOf, appearanceFormatOf, writeAppearances } from '../../../src-main/exports/appearance-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-appearances-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const film = { path: '/films/a, "b".mp4', title: 'A: film?' };
const appearances = [
  { person: 'Ada', path: film.path, start: 1, end: 4.0004, confidence: 0.9 },
  { person: 'Bo', path: film.path, start: 2, end: 3, confidence: 0.8 },
];
const request = { appearances, film, title: film.title, output: null, exportsFolder: '' };

describe('a file of appearances', () => {
  test('says in its cues who is on screen, anew whenever somebody comes or goes', () => {
    expect(cuesOf([...appearances, { ...appearances[0]!, start: 4.0004, end: 5 }])).toEqual([
      { start: 1, end: 2, text: 'Ada' },
      { start: 2, end: 3, text: 'Ada, Bo' },
      { start: 3, end: 5, text: 'Ada' },
    ]);
  });

  test('is a table that spreadsheets read, whatever is in the names', async () => {
    const output = join(folder, 'out.csv');
    const written = await writeAppearances({ ...request, format: 'csv', output });
    expect(written).toEqual({ path: output, appearances: 2 });
    expect(readFileSync(output, 'utf8')).toBe(
      'person,path,start,end,confidence\r\n' +
        'Ada,"/films/a, ""b"".mp4",1,4,0.9\r\n' +
        'Bo,"/films/a, ""b"".mp4",2,3,0.8\r\n',
    );
  });

  test('lies in the exports folder under a name that is free and allowed', async () => {
    const both = [];
    for (let i = 0; i < 2; i++) {
      both.push(await writeAppearances({ ...request, format: 'json', exportsFolder: folder }));
    }
    expect(both.map(({ path }) => path)).toEqual([
      join(folder, 'A film.json'),
      join(folder, 'A film (2).json'),
    ]);
    expect(JSON.parse(readFileSync(both[0]!.path, 'utf8'))).toEqual({
      appearances: [
        { person: 'Ada', path: film.path, start: 1, end: 4, confidence: 0.9 },
        { person: 'Bo', path: film.path, start: 2, end: 3, confidence: 0.8 },
      ],
    });
  });

  test('is of one film when it is subtitles, and of a kind that its name tells', async () => {
    const output = join(folder, 'out.srt');
    await expect(writeAppearances({ ...request, film: null, format: 'srt', output })).rejects.toThrow(
      'one film',
    );
    expect(appearanceFormatOf('/a/b.SRT')).toBe('srt');
    expect(() => appearanceFormatOf('/a/b.txt')).toThrow('not a kind of file');
  });
});
