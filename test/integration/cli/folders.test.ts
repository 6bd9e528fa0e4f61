import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { defaultPatterns } from '../../../src-main/indexing/folder-patterns.ts';
import { jsonShapes, type CommandName, type JsonShapes } from '../../../src-main/hosts/cli/json-shapes.ts';
import { runCommandLine } from '../../../src-main/hosts/cli/program.ts';
import { capturedTerminal } from '../../unit/cli/captured-terminal.ts';
import { pictures, useMediaBench } from '../media/made-media.ts';
import { makeShortFilm } from './short-film.ts';

const bench = useMediaBench();
let place: string;
let folder: string;
let film: string;
let library: string;

/** Runs a command in this process. */
async function run(words: readonly string[]) {
  const terminal = capturedTerminal();
  const code = await runCommandLine([...words, '--library', library, '--json'], terminal);
  return { code, stdout: terminal.stdout.text, stderr: terminal.stderr.text };
}

/** Runs a command that must end in 0, and reads its one line by the documented shape. */
async function ask<C extends CommandName>(command: C, ...words: string[]): Promise<z.output<JsonShapes[C]>> {
  const { code, stdout, stderr } = await run([...command.split(' '), ...words]);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  return jsonShapes[command].parse(JSON.parse(stdout)) as z.output<JsonShapes[C]>;
}

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'kinora-folders-'));
  folder = join(place, 'films');
  library = join(place, 'library');
  mkdirSync(join(folder, '.actors'), { recursive: true });
  film = join(folder, 'a.mp4');
  await copyFile(await bench.make('a.mp4', ...pictures({ seconds: 1 })), film);
  const { portraits } = await makeShortFilm();
  await copyFile(portraits['Ada']![0]!, join(folder, '.actors', 'Ada_Stone.jpg'));
  writeFileSync(join(folder, '.actors', 'Bo_Lind.jpg'), 'no picture');
  await ask('index', folder);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

test(
  'folders are listed, searched again, and have patterns and a way to be watched',
  { timeout: 180_000 },
  async () => {
    const { folders } = await ask('folders list');
    expect(folders).toMatchObject([
      { path: folder, state: 'unwatched', watching: 'auto', films: 1, problem: null },
    ]);
    expect(await ask('folders rescan', folder)).toMatchObject({ videos: 1, failed: [] });
    expect(await ask('folders patterns', '--exclude', '*.mp4', 'Extras')).toEqual({
      include: [],
      exclude: ['*.mp4', 'Extras'],
    });
    expect(await ask('folders patterns', '--reset')).toEqual(defaultPatterns);
    expect(await ask('folders watching', folder, 'polling')).toEqual({ watching: 'polling' });
    const wrong = await run(['folders', 'watching', folder, 'never']);
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      expect.stringContaining('must be one of auto, events, polling'),
    ]);
  },
);

test(
  'the cast beside a film is listed and enrolled at once, and a folder goes with its films',
  { timeout: 180_000 },
  async () => {
    const { offers } = await ask('people cast', film);
    expect(offers).toEqual([
      { path: film, name: 'Ada Stone', role: null, hasPicture: true, enrolled: false },
      { path: film, name: 'Bo Lind', role: null, hasPicture: true, enrolled: false },
    ]);
    const { enrolled, refused } = await ask('people enrol-cast', film, '--all');
    expect(enrolled).toEqual(['Ada Stone']);
    expect(refused).toMatchObject([{ name: 'Bo Lind', reason: expect.stringContaining('is not a picture') }]);
    const nobody = await run(['people', 'enrol-cast', film]);
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining('write --all')]);

    const other = await run(['folders', 'remove', place]);
    expect([other.code, other.stderr]).toEqual([
      1,
      expect.stringContaining(`The library has no folder ${place}.`),
    ]);
    expect(await ask('folders remove', folder)).toEqual({ removed: true, films: 1 });
  },
);
