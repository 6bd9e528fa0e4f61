import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { pictures, tone, useMediaBench } from './made-media.ts';

const bench = useMediaBench();

async function refusal(path: string): Promise<UserFacingError> {
  const error = await probe(bench.tools, path).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(UserFacingError);
  return error as UserFacingError;
}

test('a film tells its streams, length, languages and chapters', async () => {
  const srt = join(bench.folder, 'lines.srt');
  await writeFile(srt, '1\n00:00:00,500 --> 00:00:01,000\nHello\n');
  const marks = join(bench.folder, 'chapters.txt');
  await writeFile(marks, ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=The kitchen\n');
  const path = await bench.make(
    'full.mkv',
    ...[...pictures({ rate: 25 }), ...tone(), '-i', srt, '-i', marks, '-map_metadata', '3'],
    ...[
      '-map',
      '0',
      '-map',
      '1',
      '-map',
      '2',
      '-metadata:s:a:0',
      'language=eng',
      '-metadata:s:s:0',
      'language=fra',
    ],
  );
  const found = await probe(bench.tools, path);
  expect(found.duration).toBeCloseTo(2, 1);
  expect(found.video).toMatchObject({ codec: 'h264', width: 160, height: 90, rotation: 0, frameRate: 25 });
  expect(found.audio).toEqual([expect.objectContaining({ sampleRate: 44100, channels: 1, language: 'eng' })]);
  expect(found.subtitles).toEqual([expect.objectContaining({ kind: 'text', language: 'fra' })]);
  expect(found.chapters).toEqual([{ start: 0, end: 1, title: 'The kitchen' }]);
});

test('sound alone is a film without pictures, also with a cover', async () => {
  const cover = await bench.make('cover.png', ...pictures({ seconds: 1 }), '-frames:v', '1');
  const args = [
    ...tone(),
    '-i',
    cover,
    '-map',
    '0',
    '-map',
    '1',
    '-c:v',
    'png',
    '-disposition:v:0',
    'attached_pic',
  ];
  const found = await probe(bench.tools, await bench.make('song.m4a', ...args));
  expect(found.video).toBeNull();
  expect(found.audio).toHaveLength(1);
});

test('a length that the header does not tell is measured', async () => {
  const path = await bench.make('bare.h264', ...pictures({ seconds: 3 }));
  expect((await probe(bench.tools, path)).duration).toBeCloseTo(3, 0);
});

describe('odd names are only names', () => {
  const names = [
    '-x.mp4',
    'a:b.mp4',
    'quote\'"double.mp4',
    '100%d %s.mp4',
    'new\nline.mp4',
    'Amélie 🎬.mp4',
    ' space .mp4',
    '#hash?.mp4',
  ];
  test.each(names)('%j', async (name) => {
    const plain = await bench.make('plain.mp4', ...pictures({ seconds: 1, size: '64x36' }));
    const path = join(bench.folder, name);
    await copyFile(plain, path);
    expect((await probe(bench.tools, path)).video).toMatchObject({ width: 64 });
  });
});

describe('each bad file gets one sentence that names it, and a remedy', () => {
  test('an empty file', async () => {
    const path = join(bench.folder, 'empty.mp4');
    await writeFile(path, '');
    expect(await refusal(path)).toMatchObject({
      code: 'unreadable-file',
      message: '“empty.mp4” is empty (0 bytes).',
    });
  });

  test('a film that was cut off before its index', async () => {
    const whole = await bench.make('whole.mp4', ...pictures({ size: '320x180' }));
    const path = join(bench.folder, 'cut-off.mp4');
    await writeFile(path, (await readFile(whole)).subarray(0, 9000));
    expect(await refusal(path)).toMatchObject({
      code: 'unreadable-file',
      message: expect.stringContaining('cut-off.mp4'),
    });
  });

  test('a text file named .mkv', async () => {
    const path = join(bench.folder, 'notes.mkv');
    await writeFile(path, 'Buy milk.\n'.repeat(100));
    const { message, remedy } = await refusal(path);
    expect(message).toMatch(/^“notes\.mkv” is not a film.*\.$/);
    expect(remedy).not.toBe('');
  });

  test('a picture named .mkv', async () => {
    const picture = await bench.make('still.jpg', ...pictures(), '-frames:v', '1');
    const path = join(bench.folder, 'still.mkv');
    await copyFile(picture, path);
    expect(await refusal(path)).toMatchObject({
      code: 'unsupported-media',
      message: expect.stringContaining('picture'),
    });
  });

  test('a list that points at other files', async () => {
    const path = join(bench.folder, 'list.mkv');
    await writeFile(path, "ffconcat version 1.0\nfile 'plain.mp4'\n");
    expect(await refusal(path)).toMatchObject({ message: expect.stringContaining('list.mkv') });
  });

  test('a folder, and a file that is gone', async () => {
    await mkdir(join(bench.folder, 'season one'));
    expect((await refusal(join(bench.folder, 'season one'))).message).toContain('is a folder');
    expect((await refusal(join(bench.folder, 'gone.mp4'))).message).toContain('“gone.mp4” is not there');
  });

  test.skipIf(process.getuid?.() === 0)(
    'a file that may not be read (skipped as root, who may read all)',
    async () => {
      const path = join(bench.folder, 'private.mp4');
      await writeFile(path, 'x');
      await chmod(path, 0);
      expect((await refusal(path)).message).toContain('may not read');
    },
  );
});
