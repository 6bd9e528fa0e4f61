import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { exportClip } from '../../../src-main/media/clip-export.ts';
import type { ClipRequest } from '../../../src-main/media/clip-export.ts';
import { filmSidecars } from '../../../src-main/media/sidecars/film-sidecars.ts';
import { listOnce } from '../../../src-main/media/sidecars/folder-listing.ts';
import { readCueFile } from '../../../src-main/media/cues/cue-file.ts';
import { readEmbeddedCues } from '../../../src-main/media/cues/embedded-cues.ts';
import { readPcm } from '../../../src-main/media/pcm-reader.ts';
import type { PcmChunk } from '../../../src-main/media/pcm-reader.ts';
import { writeFrameJpeg } from '../../../src-main/media/poster.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { readFrames } from '../../../src-main/media/frame-reader.ts';
import { SpriteSheet } from '../../../src-main/media/sprite-sheet.ts';
import { pictures, tone, useMediaBench } from './made-media.ts';

const bench = useMediaBench();

/** Grey that grows by 10 levels a second, so that a picture tells its time. */
function ramp(seconds: number): string[] {
  return ['-f', 'lavfi', '-i', `color=black:s=64x36:r=20:d=${seconds},format=gray,geq=lum='20+T*10'`];
}

async function levelOf(path: string, left = 0): Promise<number> {
  const { data } = await sharp(path)
    .extract({ left, top: 4, width: 8, height: 8 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data[0]!;
}

async function clip(path: string, more: Partial<ClipRequest>): Promise<{ start: number; end: number }> {
  const found = await probe(bench.tools, path);
  const request: ClipRequest = {
    path,
    probe: found,
    start: 2,
    end: 4,
    output: join(bench.folder, 'clip.mp4'),
    mode: 'exact',
    ...more,
  };
  return exportClip(bench.tools, request);
}

describe('sound', () => {
  test('is 16 kHz mono in full chunks, the last one filled with zeros', async () => {
    const path = await bench.make('tone.mp4', ...pictures({ seconds: 2 }), ...tone(2), '-ac', '2');
    const chunks = await Array.fromAsync(readPcm(bench.tools, path, { samplesPerChunk: 1024 }));
    expect(chunks.length).toBeGreaterThanOrEqual(31);
    expect(chunks.every(({ samples }) => samples.length === 1024)).toBe(true);
    expect(chunks[3]!.time).toBe((3 * 1024) / 16_000);
    expect(frequencyOf(chunks[10]!)).toBeCloseTo(440, -1);
    expect(chunks.at(-1)!.samples.at(-1)).toBe(0);
  });

  test('that begins late stands late, also when the file does not begin at 0', async () => {
    for (const [name, ...shift] of [['late.mkv'], ['late.ts', '-output_ts_offset', '30']] as [
      string,
      ...string[],
    ][]) {
      const path = await bench.make(
        name,
        ...pictures({ seconds: 3 }),
        '-itsoffset',
        '1',
        ...tone(2),
        ...shift,
      );
      const chunks = await Array.fromAsync(readPcm(bench.tools, path, { samplesPerChunk: 800 }));
      const first = chunks.find(({ samples }) => samples.some((sample) => Math.abs(sample) > 0.02));
      expect(Math.abs(first!.time - 1)).toBeLessThan(0.11);
    }
  });

  test('of an interval carries the film’s times', async () => {
    const path = await bench.make('part.mkv', ...tone(4), '-c:a', 'pcm_s16le');
    const interval = { start: 1.5, end: 2.5 };
    const chunks = await Array.fromAsync(readPcm(bench.tools, path, { samplesPerChunk: 1600, interval }));
    expect(chunks[0]!.time).toBe(1.5);
    expect(chunks.length).toBe(10);
    expect(frequencyOf(chunks[0]!)).toBeCloseTo(440, -1);
  });

  test('of an interval stands at its place when the track begins late', async () => {
    const path = await bench.make(
      'late-part.mkv',
      ...pictures({ seconds: 3 }),
      '-itsoffset',
      '1',
      ...tone(2),
    );
    const interval = { start: 0.5, end: 2 };
    const chunks = await Array.fromAsync(readPcm(bench.tools, path, { samplesPerChunk: 800, interval }));
    const first = chunks.find(({ samples }) => samples.some((sample) => Math.abs(sample) > 0.02));
    expect(Math.abs(first!.time - 1)).toBeLessThan(0.11);
  });
});

function frequencyOf({ samples }: PcmChunk): number {
  let crossings = 0;
  for (let i = 1; i < samples.length; i++) if (samples[i - 1]! < 0 && samples[i]! >= 0) crossings++;
  return (crossings * 16_000) / samples.length;
}

describe('still pictures', () => {
  test('a poster shows the asked time, and after the end the last picture', async () => {
    const path = await bench.make('ramp.mp4', ...ramp(6), '-crf', '4');
    const poster = join(bench.folder, 'poster.jpg');
    await writeFrameJpeg(bench.tools, path, 4, poster, 32);
    expect(await sharp(poster).metadata()).toMatchObject({ format: 'jpeg', width: 32, height: 18 });
    expect(Math.abs((await levelOf(poster)) - asShown(60))).toBeLessThan(6);
    await writeFrameJpeg(bench.tools, path, 60, poster, 640);
    expect((await sharp(poster).metadata()).width).toBe(64);
    expect(await levelOf(poster)).toBeGreaterThan(asShown(60));
  });

  test('a sprite sheet shows one tile per interval in order', async () => {
    const path = await bench.make('sheet.mp4', ...ramp(6), '-crf', '4');
    const sheet = join(bench.folder, 'sheet.jpg');
    const found = await probe(bench.tools, path);
    const sprite = new SpriteSheet(found);
    const sampling = { kind: 'every', seconds: 0.5 } as const;
    const wanted = { path, probe: found, maxWidth: 960, maxHeight: 540, sampling };
    for await (const frame of readFrames(bench.tools, wanted)) await sprite.add(frame);
    await sprite.write(sheet);
    expect(sprite.layout).toEqual({
      interval: 1,
      columns: 6,
      rows: 1,
      count: 6,
      tileWidth: 64,
      tileHeight: 36,
    });
    expect(await sharp(sheet).metadata()).toMatchObject({ width: 384, height: 36 });
    for (let tile = 0; tile < 6; tile++) {
      expect(Math.abs((await levelOf(sheet, tile * 64 + 28)) - asShown(20 + tile * 10))).toBeLessThan(6);
    }
  });

  /** Studio range luma as full range grey. */
  function asShown(luma: number): number {
    return ((luma - 16) * 255) / 219;
  }
});

describe('clips', () => {
  const film = (name = 'film.mp4'): Promise<string> =>
    bench.make(
      name,
      ...ramp(8),
      ...tone(8),
      '-g',
      '60',
      '-keyint_min',
      '60',
      '-sc_threshold',
      '0',
      '-crf',
      '4',
    );

  test('exact: begin and end on the asked pictures, with sound, ready to stream', async () => {
    const output = join(bench.folder, 'exact.mp4');
    expect(await clip(await film(), { start: 1.3, end: 3.55, output })).toEqual({ start: 1.3, end: 3.55 });
    const times = await bench.pictureTimes(output);
    expect(times).toHaveLength(45);
    const found = await probe(bench.tools, output);
    expect(found.audio).toHaveLength(1);
    expect(Math.abs(found.duration - 2.25)).toBeLessThan(0.06);
    const bytes = await readFile(output);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    const first = join(bench.folder, 'first.jpg');
    await writeFrameJpeg(bench.tools, output, 0, first, 64);
    expect(Math.abs((await levelOf(first)) - ((20 + 13 - 16) * 255) / 219)).toBeLessThan(6);
  });

  test('lossless: begin at the keyframe before, and say so', async () => {
    const output = join(bench.folder, 'lossless.mp4');
    const real = await clip(await film(), { start: 4, end: 5, output, mode: 'lossless' });
    expect(real.start).toBeCloseTo(3, 3);
    expect(real.end).toBeCloseTo(5, 1);
    const first = join(bench.folder, 'lossless.jpg');
    await writeFrameJpeg(bench.tools, output, 0, first, 64);
    expect(Math.abs((await levelOf(first)) - ((20 + 30 - 16) * 255) / 219)).toBeLessThan(6);
  });

  test('exact in a stream that cannot be sought', async () => {
    const output = join(bench.folder, 'from-ts.mp4');
    const path = await film('film.ts');
    expect(await clip(path, { start: 4.5, end: 5.5, output })).toEqual({ start: 4.5, end: 5.5 });
    expect(Math.abs((await bench.pictureTimes(output)).length - 20)).toBeLessThanOrEqual(1);
  });

  test('of silent films and of sound alone', async () => {
    const silent = await bench.make('silent.mkv', ...pictures({ seconds: 5 }));
    expect(await clip(silent, { output: join(bench.folder, 'silent.mp4') })).toEqual({ start: 2, end: 4 });
    const sound = await bench.make('only.m4a', ...tone(5));
    const output = join(bench.folder, 'part.m4a');
    await clip(sound, { output });
    expect((await probe(bench.tools, output)).video).toBeNull();
  });

  test('never replace the film, and leave nothing behind when they fail', async () => {
    const path = await film();
    const before = await readFile(path);
    await expect(clip(path, { output: path })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(clip(path, { output: join(bench.folder, 'no such folder', 'c.mp4') })).rejects.toMatchObject(
      {
        code: 'bad-input',
        message: expect.stringContaining('no such folder'),
      },
    );
    await expect(clip(path, { start: 7, end: 7 })).rejects.toMatchObject({ code: 'bad-input' });
    const controller = new AbortController();
    const found = await probe(bench.tools, path);
    const request: ClipRequest = {
      path,
      probe: found,
      start: 0,
      end: 8,
      output: join(bench.folder, 'stopped.mp4'),
      mode: 'exact',
    };
    const stopped = exportClip(bench.tools, request, controller.signal);
    setTimeout(() => controller.abort(), 30);
    await expect(stopped).rejects.toThrow();
    expect((await readFile(path)).equals(before)).toBe(true);
    const left = await readdir(bench.folder);
    expect(left.filter((name) => name.includes('stopped') || name.endsWith('.part'))).toEqual([]);
  });
});

describe('dialogue', () => {
  const lines =
    '1\n00:00:00,500 --> 00:00:01,500\nWhere is my <i>mug</i>?\n\n2\n00:00:02,000 --> 00:00:02,500\nThere.\n';

  test('files beside the film are found by its name, in any case, and no others', async () => {
    const film = join(bench.folder, 'My Film.mp4');
    const names = [
      'My Film.srt',
      'my film.EN.SRT',
      'My Film.en.sdh.vtt',
      'My Film.pt-BR.ass',
      'My Film 2.srt',
      'Other.srt',
      'My Film.txt',
    ];
    for (const name of names) await writeFile(join(bench.folder, name), lines);
    const found = (await filmSidecars(film, listOnce())).subtitles.map((path) =>
      path.slice(bench.folder.length + 1),
    );
    expect(found.sort()).toEqual(
      ['My Film.en.sdh.vtt', 'My Film.pt-BR.ass', 'My Film.srt', 'my film.EN.SRT'].sort(),
    );
    const { cues, encoding } = await readCueFile(join(bench.folder, 'My Film.srt'));
    expect(encoding).toBe('utf-8');
    expect(cues[0]).toEqual({ start: 0.5, end: 1.5, text: 'Where is my mug?' });
    expect((await filmSidecars(join(bench.folder, 'nowhere', 'x.mp4'), listOnce())).subtitles).toEqual([]);
  });

  test('a text track inside the film is read on the film’s clock', async () => {
    const srt = join(bench.folder, 'inside.srt');
    await writeFile(srt, lines);
    for (const shift of ['0', '20']) {
      const path = await bench.make(
        'inside.mkv',
        ...pictures({ seconds: 3 }),
        '-i',
        srt,
        '-c:s',
        'srt',
        '-output_ts_offset',
        shift,
      );
      const found = await probe(bench.tools, path);
      const cues = await readEmbeddedCues(bench.tools, path, found.subtitles[0]!.index);
      expect(cues.map(({ text }) => text)).toEqual(['Where is my mug?', 'There.']);
      expect(cues[0]!.start).toBeCloseTo(0.5, 1);
    }
  });

  test('a subtitle file without a line is refused in a sentence', async () => {
    const path = join(bench.folder, 'blank.srt');
    await writeFile(path, 'nothing');
    await expect(readCueFile(path)).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringContaining('blank.srt'),
    });
  });
});
