import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeWriter, openForReading, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryReader } from '../../../src-main/store/library-reader.ts';

const writer = fileURLToPath(new URL('../../fixtures/endless-writer.ts', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-killed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function writeAndKill(milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
}

it('keeps whole films, and never half of one, when its writer is killed at any instant', async () => {
  let films = 0;
  for (const milliseconds of [3, 11, 40, 77, 150]) {
    await writeAndKill(milliseconds);
    const db = openForWriting(folder);
    const perFilm = db
      .prepare('SELECT count(c.id) FROM videos v LEFT JOIN cues c ON c.video_id = v.id GROUP BY v.id')
      .pluck()
      .all();
    expect(new Set(perFilm)).toEqual(new Set([50]));
    expect(perFilm.length).toBeGreaterThan(films);
    films = perFilm.length;
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    closeWriter(db);
    const reader = new LibraryReader(openForReading(folder));
    expect(reader.dialogue.matching('"line 49 of the film"', null, 1_000_000)).toHaveLength(films);
    reader.close();
  }
});
