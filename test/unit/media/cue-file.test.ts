import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCueFile, type CueFile } from '../../../src-main/media/cues/cue-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-cues-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function readFileOf(content: string | Uint8Array, name = 'film.srt'): Promise<CueFile> {
  const path = join(folder, name);
  await writeFile(path, content);
  return readCueFile(path);
}

describe('A subtitle file', () => {
  it.each([
    ['an archive', Buffer.from('504b0304140000000800', 'hex'), /is an archive/],
    ['a film', Buffer.from('0000002066747970697361', 'hex'), /is a film/],
    ['random bytes', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251)), /is not text/],
    ['nothing', Buffer.alloc(0), /is empty/],
    ['prose', Buffer.from('Dear diary, today it rained.\n'), /holds no line of dialogue/],
  ])('that is %s is refused with a sentence', async (_what, bytes, sentence) => {
    await expect(readFileOf(bytes)).rejects.toThrow(sentence);
  });

  it('of 50,000 cues is read whole', async () => {
    const clock = (s: number) => new Date(s * 1000).toISOString().slice(11, 23).replace('.', ',');
    const cues = Array.from(
      { length: 50_000 },
      (_, i) => `${i + 1}\n${clock(i)} --> ${clock(i + 0.9)}\nLine ${i}\n`,
    );
    const read = await readFileOf(cues.join('\n'));
    expect(read.cues).toHaveLength(50_000);
    expect(read.cues.at(-1)).toMatchObject({ start: 49_999, text: 'Line 49999' });
  });

  it('in UTF-16, with overlapping and negative times, is mended and says how', async () => {
    const text =
      '1\n-00:00:01,000 --> 00:00:02,000\nÉarly\n\n2\n00:00:01,500 --> 00:00:03,000\nOver\n\n3\nnever --> 1\nLost\n';
    const read = await readFileOf(iconv.encode(text, 'utf-16le', { addBOM: true }));
    expect(read.encoding).toBe('utf-16le');
    expect(read.cues).toEqual([
      { start: 0, end: 2, text: 'Éarly' },
      { start: 1.5, end: 3, text: 'Over' },
    ]);
    expect(read.warnings).toEqual([
      '1 line has times that make no sense; left out.',
      '1 line begins before the film does; cut.',
      '1 line overlaps the one before; both are kept.',
    ]);
  });

  it('leaves out what ends before the film begins', async () => {
    const text =
      '1\n-00:00:05,000 --> -00:00:02,000\nGone\n\n2\n00:00:03,000 --> 00:00:04,000\n- Hello\n- So\n';
    const read = await readFileOf(text);
    expect(read.cues).toEqual([{ start: 3, end: 4, text: '- Hello\n- So' }]);
    expect(read.warnings).toEqual(['1 line has times that make no sense; left out.']);
  });

  it('tells its format by what it holds, not by its name', async () => {
    const { format } = await readFileOf('WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n', 'film.srt');
    expect(format).toBe('vtt');
  });
});
