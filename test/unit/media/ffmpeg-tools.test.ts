import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFfmpeg, installCommandFor, passThroughOption } from '../../../src-main/media/ffmpeg-tools.ts';

const folder = await mkdtemp(join(tmpdir(), 'kinora-tools-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function program(name: string, says: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\necho "${says}"\n`);
  await chmod(path, 0o755);
  return path;
}

test('the person’s own ffmpeg comes first, with the ffprobe beside it', async () => {
  const ffmpeg = await program('ffmpeg', 'ffmpeg version 7.1 of mine');
  const ffprobe = await program('ffprobe', 'ffprobe version 7.1 of mine');
  expect(await findFfmpeg({ setting: ffmpeg })).toMatchObject({
    ffmpeg,
    ffprobe,
    source: 'setting',
    version: '7.1',
    notes: [],
  });
  expect(await findFfmpeg({ setting: folder })).toMatchObject({ ffmpeg, ffprobe });
  expect(await findFfmpeg({ packagedFolder: folder })).toMatchObject({ ffmpeg, source: 'packaged' });
});

test('a named program that does not run is passed over, and said so', async () => {
  const found = await findFfmpeg({ setting: join(folder, 'nothing-here') });
  expect(found.source).not.toBe('setting');
  expect(found.notes).toEqual([expect.stringContaining('nothing-here')]);
});

test('something else that answers is not taken for ffmpeg', async () => {
  const impostor = await program('impostor', 'hello');
  expect((await findFfmpeg({ setting: impostor })).ffmpeg).not.toBe(impostor);
});

test('where ffmpeg is missing, the error tells the one command to type', async () => {
  const path = process.env['PATH'];
  process.env['PATH'] = join(folder, 'empty');
  try {
    const installed = await findFfmpeg().catch((error: unknown) => error);
    if (installed instanceof Error)
      expect(installed).toMatchObject({ code: 'missing-tool', remedy: expect.stringContaining('install') });
    else expect(installed).toMatchObject({ source: 'ffmpeg-static' });
  } finally {
    process.env['PATH'] = path;
  }
});

test('every platform has its command', () => {
  expect(installCommandFor('darwin')).toBe('brew install ffmpeg');
  expect(installCommandFor('win32')).toContain('winget install');
  expect(installCommandFor('linux', (name) => name === 'dnf')).toContain('dnf install');
  expect(installCommandFor('linux', (name) => name === 'pacman')).toContain('pacman -S');
  expect(installCommandFor('linux', (name) => name === 'apt-get')).toContain('apt-get install');
});

test('the option that keeps times is named as each version of ffmpeg wants it', () => {
  const names = ['4.4.2-0ubuntu', '5.1.9-0+deb12u1', 'n7.0', '8.0', 'N-118000-gabc'].map((version) =>
    passThroughOption({ version }),
  );
  expect(names).toEqual(['-vsync', '-fps_mode', '-fps_mode', '-fps_mode', '-fps_mode']);
});
