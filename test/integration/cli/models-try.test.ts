import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore, type Core } from '../../../src-main/api/core.ts';
import { trialText } from '../../../src-main/hosts/cli/commands/models-try.ts';
import { makeShortFilm } from './short-film.ts';

let folder: string;
let core: Core;
let portrait: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-try-'));
  core = await openCore({ libraryFolder: join(folder, 'library') });
  portrait = (await makeShortFilm()).portraits['Ada']![0]!;
});

afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('Trying the picture model', () => {
  it('tells what it sees, which words it knows and which it does not', async () => {
    const trial = await core.call('models.try', { picture: { path: portrait }, text: 'a woman, zorgle' });
    expect(trial.concepts.map(({ concept }) => concept)).toContain('person');
    expect(trial.matched.map(({ word }) => word)).toEqual(['woman']);
    expect(trial.unmatched).toEqual(['zorgle']);
    expect(trial.likeness).toBeGreaterThan(0.5);
    expect(trialText(trial)).toContain('“zorgle” is not known to the picture model');
  });

  it('finds other things less likely', async () => {
    const likeness = async (text: string) =>
      (await core.call('models.try', { picture: { path: portrait }, text })).likeness!;
    expect(await likeness('a bus')).toBeLessThan(await likeness('a woman'));
  });

  it('says what is no picture', async () => {
    const path = join(folder, 'note.jpg');
    writeFileSync(path, 'hello');
    await expect(core.call('models.try', { picture: { path } })).rejects.toThrow(
      '“note.jpg” is not a picture',
    );
  });
});
