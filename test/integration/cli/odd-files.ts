import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';

const run = promisify(execFile);

const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=12:duration=3'];
const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=3'];
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

/** Encodes a few seconds of test pattern; `inputs` and `codecs` choose what streams it has. */
async function encode(output: string, inputs: string[], codecs: string[]): Promise<void> {
  const { ffmpeg } = await findFfmpeg();
  await run(ffmpeg, [
    '-nostdin',
    '-hide_banner',
    '-loglevel',
    'error',
    '-y',
    ...inputs,
    ...codecs,
    `file:${output}`,
  ]);
}

export interface OddFiles {
  readonly folder: string;
  /** Files that can be indexed. */
  readonly good: readonly string[];
  /** Files that cannot. */
  readonly bad: readonly string[];
}

/** A folder of files as they are met in the wild: sound ones under odd names, and broken ones. */
export async function makeOddFiles(folder: string): Promise<OddFiles> {
  await mkdir(folder, { recursive: true });
  const at = (name: string) => join(folder, name);
  const names = {
    whole: at('whole.mp4'),
    silent: at('no sound.mp4'),
    quoted: at(`it's "quoted" & $HOME.mp4`),
    emoji: at('🎬 – Zoë 李.mp4'),
    newline: at('two\nlines.mp4'),
    dash: at('-y.mp4'),
    colon: at('a:b.mp4'),
  };
  await encode(names.whole, [...picture, ...sound], [...h264, '-c:a', 'aac']);
  await encode(names.silent, picture, h264);
  const bytes = await readFile(names.whole);
  // One more byte each, which players ignore: the same bytes would be taken for the same film, moved.
  const others = [names.quoted, names.emoji, names.newline, names.dash, names.colon];
  for (const [index, path] of others.entries()) {
    await writeFile(path, Buffer.concat([bytes, Buffer.alloc(index + 1)]));
  }

  await writeFile(at('empty.mp4'), '');
  await writeFile(at('truncated.mp4'), bytes.subarray(0, bytes.length / 2));
  await writeFile(at('text.mkv'), 'This is a shopping list.\n'.repeat(200));
  await encode(at('only sound.mp4'), sound, ['-c:a', 'aac']);
  return {
    folder,
    good: Object.values(names),
    bad: ['empty.mp4', 'truncated.mp4', 'text.mkv', 'only sound.mp4'].map(at),
  };
}
