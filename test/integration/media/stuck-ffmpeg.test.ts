import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAnalysis } from '../../../src-main/media/analysis-reader.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { pictures, useMediaBench } from './made-media.ts';

const bench = useMediaBench();

/** What becomes of a film when the program that decodes it behaves so. */
const behaviours: Record<string, { script: string; sentence: RegExp }> = {
  'says nothing': { script: 'exec sleep 60', sentence: /film\.mp4” got stuck, so it was given up\.$/ },
  'writes zeros without end': { script: 'exec cat /dev/zero', sentence: /film\.mp4” cannot be decoded\.$/ },
  'complains without end': {
    script: 'while :; do echo "everything is broken"; done >&2',
    sentence: /film\.mp4” got stuck, so it was given up\.$/,
  },
  'is killed': { script: 'kill -9 $$', sentence: /film\.mp4” cannot be decoded\.$/ },
};

describe.skipIf(process.platform === 'win32')('a film ends with a sentence when ffmpeg', () => {
  for (const [name, { script, sentence }] of Object.entries(behaviours)) {
    test(name, async () => {
      const path = await bench.make('film.mp4', ...pictures());
      const program = join(bench.folder, 'odd-ffmpeg');
      await writeFile(program, `#!/bin/sh\n${script}\n`);
      await chmod(program, 0o755);
      const found = await probe(bench.tools, path);
      const request = {
        path,
        probe: found,
        shotWidth: 64,
        sampleSeconds: 0.25,
        maxWidth: 64,
        maxHeight: 64,
        stallMs: 500,
      };
      const read = Array.fromAsync(readAnalysis({ ...bench.tools, ffmpeg: program }, request));
      await expect(read).rejects.toMatchObject({
        code: 'unreadable-file',
        message: expect.stringMatching(sentence),
      });
    });
  }
});
