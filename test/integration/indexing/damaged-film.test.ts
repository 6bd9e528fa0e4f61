import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCore } from '../../../src-main/api/core.ts';
import type { Core } from '../../../src-main/api/core-interface.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';

let folder: string;
let core: Core;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-damaged-'));
  const { ffmpeg } = await ensureFfmpeg(() => {});
  const whole = join(folder, 'whole.mp4');
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=duration=12:size=320x180:rate=25'];
  execFileSync(ffmpeg, ['-v', 'error', ...picture, '-movflags', '+faststart', whole]);
  const bytes = readFileSync(whole);
  writeFileSync(join(folder, 'half.mp4'), bytes.subarray(0, Math.floor(bytes.length / 2)));
  rmSync(whole);
  core = await openCore({ libraryFolder: join(folder, 'library') });
});

afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a film that breaks off is indexed as far as it goes, and that is told', async () => {
  const summary = await core.call('library.index', { paths: [folder] });
  expect(summary).toMatchObject({ videos: 1, failed: [] });
  expect(summary.warnings[0]?.reason).toMatch(/half\.mp4/);

  const { videos } = await core.call('library.videos', {});
  expect(videos[0]).toMatchObject({
    state: 'ready',
    problem: { sentence: expect.stringContaining('half.mp4') },
  });
});
