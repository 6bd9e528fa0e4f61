import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { readExample } from '../../../src-main/indexing/example-input.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'kinora-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string, bytes: Uint8Array) => readExample({ name, bytes }, () => findFfmpeg());
const plain = (width: number, height: number, background = '#3060c0') =>
  sharp({ create: { width, height, channels: 3, background }, limitInputPixels: false });

/** A second of silence as 8-bit sound. */
function silence(): Buffer {
  const samples = Buffer.alloc(8000, 128);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** A picture of as many colours as it has pages, a fifth of a second each. */
async function animation(): Promise<Buffer> {
  const pages = await Promise.all(
    ['#f00', '#0f0', '#00f'].map((colour) => plain(32, 24, colour).raw().toBuffer()),
  );
  return sharp(Buffer.concat(pages), { raw: { width: 32, height: 72, channels: 3, pageHeight: 24 } })
    .gif({ delay: [200, 200, 200] })
    .toBuffer();
}

describe('What is brought along to search for its like', () => {
  it('is a picture, however small or large', async () => {
    const tiny = await read('dot.png', await plain(1, 1).png().toBuffer());
    expect(tiny).toMatchObject({ kind: 'picture', duration: 0, frames: [{ width: 1, height: 1, time: 0 }] });
    const huge = await read('wall.png', await plain(10_000, 10_000).png({ compressionLevel: 1 }).toBuffer());
    expect(huge.frames).toMatchObject([{ width: 1280, height: 1280 }]);
  });

  it('is known by what is in it, whatever it is called and wherever it lies', async () => {
    const bytes = await plain(20, 20).jpeg().toBuffer();
    const path = join(folder, 'elsewhere.jpg');
    writeFileSync(path, bytes);
    const given = await read('a.jpg', bytes);
    expect(given.id).toMatch(/^x[0-9a-f]{32}$/);
    expect((await readExample({ path }, () => findFfmpeg())).id).toBe(given.id);
    expect((await read('a.jpg', await plain(21, 20).jpeg().toBuffer())).id).not.toBe(given.id);
  });

  it('is a clip where the picture moves', async () => {
    const { kind, duration, frames } = await read('moving.gif', await animation());
    expect({ kind, duration }).toEqual({ kind: 'clip', duration: expect.closeTo(0.6) });
    expect(frames.map(({ time }) => Number(time.toFixed(2)))).toEqual([0, 0.2, 0.4]);
    expect(frames.map(({ data }) => [...data.subarray(0, 3)].indexOf(255))).toEqual([0, 1, 2]);
  });

  it.each([
    ['words.jpg', () => Buffer.from('no picture at all'), 'is neither a picture nor a clip'],
    ['nothing.png', () => Buffer.alloc(0), 'is neither a picture nor a clip'],
    ['sound.wav', silence, 'has sound but no pictures'],
    ['phone.heic', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'), 'that can be opened'],
  ])('is refused with a sentence that names %s', async (name, bytes, why) => {
    await expect(read(name, bytes())).rejects.toMatchObject({
      message: expect.stringContaining(`“${name}” ${why.startsWith('that') ? '' : why}`),
      remedy: expect.stringMatching(/\w/),
    });
    await expect(read(name, bytes())).rejects.toThrow(why);
  });

  it('is refused with a sentence when the file is not there', async () => {
    await expect(readExample({ path: join(folder, 'gone.png') }, () => findFfmpeg())).rejects.toMatchObject({
      code: 'unreadable-file',
      message: '“gone.png” cannot be read.',
    });
  });
});
