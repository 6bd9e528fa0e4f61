import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dumpOf } from './library-dump.ts';
import { askKinora, endOf, runKinora, startKinora } from './kinora-process.ts';
import { makeShortFilm, type ShortFilm } from './short-film.ts';

const instants = 6;

/** A small generator of numbers in 0..1 from a seed (mulberry32), so that a failing instant can be tried again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

let folder: string;
let film: ShortFilm;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-killed-'));
  film = await makeShortFilm();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A library with somebody enrolled, so that identities are among the rows that must survive. */
async function newLibrary(name: string): Promise<string> {
  const enrolled = join(folder, 'enrolled');
  const library = join(folder, name);
  if (!existsSync(enrolled))
    await askKinora('people add', ['Ada', ...film.portraits['Ada']!], { library: enrolled });
  await cp(enrolled, library, { recursive: true });
  return library;
}

test(
  `killed at ${instants} random instants and run again, indexing ends with the rows of an undisturbed run`,
  { timeout: 900_000 },
  async () => {
    const undisturbed = await newLibrary('undisturbed');
    const started = performance.now();
    await askKinora('index', [film.path], { library: undisturbed });
    const whole = performance.now() - started;
    const expected = dumpOf(undisturbed);
    for (const table of ['videos', 'shots', 'cues', 'face_tracks', 'faces', 'face_vectors', 'identities']) {
      expect(expected[table], table).not.toEqual([]);
    }

    const random = randomFrom(20_26);
    let interrupted = 0;
    for (let run = 0; run < instants; run++) {
      const library = await newLibrary(`killed-${run}`);
      const instant = random() * whole;
      const child = startKinora(['index', film.path], { library });
      const ending = endOf(child);
      await wait(instant);
      child.kill('SIGKILL');
      if ((await ending).code === null) interrupted++;
      const { code, stderr } = await runKinora(['index', film.path], { library });
      expect(code, stderr).toBe(0);
      expect(dumpOf(library), `killed after ${Math.round(instant)} of ${Math.round(whole)} ms`).toEqual(
        expected,
      );
      await rm(library, { recursive: true });
    }
    expect(interrupted).toBeGreaterThanOrEqual(instants / 2);
  },
);
