import { describe, expect, test } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import type { Frame } from '../../../src-main/domain/image.ts';
import type { FrameRequest, Sampling } from '../../../src-main/media/frame-reader.ts';
import { readFrames } from '../../../src-main/media/frame-reader.ts';
import { readAnalysis } from '../../../src-main/media/analysis-reader.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { pictures, tone, useMediaBench } from './made-media.ts';

const bench = useMediaBench();

async function read(path: string, sampling: Sampling, more: Partial<FrameRequest> = {}): Promise<Frame[]> {
  const found = await probe(bench.tools, path);
  const request = { path, probe: found, maxWidth: 64, maxHeight: 64, sampling, ...more };
  return Array.fromAsync(readFrames(bench.tools, request));
}

const times = (frames: readonly Frame[]): number[] => frames.map(({ time }) => time);

/** Files whose clocks differ: each is made, then its times are compared with ffprobe's. */
const clocks: Record<string, { name: string; args: () => string[] }> = {
  'a constant rate': { name: 'constant.mp4', args: () => [...pictures(), '-bf', '2'] },
  'a fractional rate': { name: 'ntsc.mkv', args: () => [...pictures({ rate: 29.97 })] },
  'a variable rate': {
    name: 'variable.mp4',
    args: () => [
      ...pictures({ seconds: 4 }),
      '-vf',
      "select='not(mod(n*n\\,7))+lt(mod(n\\,31)\\,4)'",
      '-fps_mode',
      'vfr',
    ],
  },
  'a first time of 12.5 s': {
    name: 'late.ts',
    args: () => [...pictures(), ...tone(), '-output_ts_offset', '12.5'],
  },
  'sound that begins before the pictures': {
    name: 'sound-first.mkv',
    args: () => ['-itsoffset', '0.7', ...pictures(), ...tone(3)],
  },
  'huge times': { name: 'huge.mkv', args: () => [...pictures(), '-output_ts_offset', '90000'] },
};

describe('pictures keep the exact times of the container', () => {
  for (const [title, { name, args }] of Object.entries(clocks)) {
    test(`with ${title}`, async () => {
      const path = await bench.make(name, ...args());
      const expected = await bench.pictureTimes(path);
      expect(expected.length).toBeGreaterThan(20);
      expect(times(await read(path, { kind: 'all' }))).toEqual(expected);

      const every = times(await read(path, { kind: 'every', seconds: 0.3 }));
      const firsts = expected.filter((time, i) => i === 0 || slot(time) > slot(expected[i - 1]!));
      expect(every).toEqual(firsts);

      const wanted = [0.31, 0.9, 1.3];
      const nearest = wanted.map((at) => expected.find((time) => time >= at - 1e-6));
      expect(times(await read(path, { kind: 'times', times: wanted }))).toEqual(nearest);

      const interval = { start: 0.75, end: 1.5 };
      const inside = expected.filter((time) => time >= interval.start - 1e-6 && time < interval.end - 1e-6);
      expect(times(await read(path, { kind: 'all' }, { interval }))).toEqual(inside);
    });
  }

  function slot(time: number): number {
    return Math.floor(time / 0.3 + 1e-6);
  }
});

test('keyframes alone are read when they are asked for', async () => {
  const path = await bench.make(
    'keyframes.mp4',
    ...pictures({ seconds: 3 }),
    '-g',
    '12',
    '-sc_threshold',
    '0',
  );
  expect(times(await read(path, { kind: 'keyframes', seconds: 0.1 }))).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
});

test('listed times far apart are reached by seeking and stay exact', async () => {
  const path = await bench.make('long.mkv', ...pictures({ seconds: 40, size: '64x36', rate: 10 }));
  expect(times(await read(path, { kind: 'times', times: [35.05, 1, 20, 1, 35.06] }))).toEqual([1, 20, 35.1]);
});

test('a turned film is read upright and fits the box', async () => {
  const flat = await bench.make('flat.mp4', ...pictures({ size: '160x90', seconds: 1 }));
  const turned = await bench
    .make('turned.mp4', '-display_rotation', '90', '-i', flat, '-c', 'copy')
    .catch(() => null);
  const path =
    turned ?? (await bench.make('turned.mp4', '-i', flat, '-c', 'copy', '-metadata:s:v:0', 'rotate=90'));
  const found = await probe(bench.tools, path);
  expect(found.video).toMatchObject({ width: 90, height: 160 });
  expect([90, 270]).toContain(found.video!.rotation);
  const [frame] = await read(path, { kind: 'all' }, { maxWidth: 1000, maxHeight: 80 });
  expect(frame).toMatchObject({ width: 46, height: 80 });
});

test('pixels that are not square are made square', async () => {
  const path = await bench.make('wide.mp4', ...pictures({ size: '160x90', seconds: 1 }), '-vf', 'setsar=2/1');
  expect((await probe(bench.tools, path)).video).toMatchObject({ width: 320, height: 90 });
  const [frame] = await read(path, { kind: 'all' }, { maxWidth: 200, maxHeight: 200 });
  expect(frame).toMatchObject({ width: 200, height: 56 });
});

test('colours arrive as RGB', async () => {
  const path = await bench.make('red.mkv', '-f', 'lavfi', '-i', 'color=red:s=32x32:r=5:d=1', '-c:v', 'ffv1');
  const [frame] = await read(path, { kind: 'all' });
  const [r, g, b] = frame!.data;
  expect(r).toBeGreaterThan(245);
  expect(Math.max(g!, b!)).toBeLessThan(10);
});

describe('one decode for shots and samples', () => {
  test('gives every picture small and the sampled ones large, merged by time', async () => {
    const path = await bench.make('analysis.mp4', ...pictures({ seconds: 3, size: '320x180' }));
    const expected = await bench.pictureTimes(path);
    const found = await probe(bench.tools, path);
    const request = { path, probe: found, shotWidth: 64, sampleSeconds: 0.25, maxWidth: 200, maxHeight: 200 };
    const all = await Array.fromAsync(readAnalysis(bench.tools, request));
    const shots = all.filter(({ kind }) => kind === 'shot').map(({ frame }) => frame);
    const samples = all.filter(({ kind }) => kind === 'sample').map(({ frame }) => frame);
    expect(times(shots)).toEqual(expected);
    expect(times(samples)).toEqual(expected.filter((_, i) => i % 6 === 0));
    expect(shots[0]).toMatchObject({ width: 64, height: 36 });
    expect(samples[0]).toMatchObject({ width: 200, height: 112 });
    expect(samples[0]!.data.length).toBe(200 * 112 * 3);
  });

  test('waits for a slow reader without losing a picture, and ends when the reader leaves', async () => {
    const path = await bench.make('slow.mp4', ...pictures({ seconds: 3, size: '320x180' }));
    const found = await probe(bench.tools, path);
    const request = { path, probe: found, shotWidth: 64, sampleSeconds: 0.05, maxWidth: 320, maxHeight: 180 };
    let shots = 0;
    for await (const { kind } of readAnalysis(bench.tools, request)) {
      if (kind === 'shot' && ++shots % 40 === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(shots).toBe(72);
    for await (const { frame } of readAnalysis(bench.tools, request)) {
      expect(frame.time).toBe(0);
      break;
    }
  });

  test('stops at once when it is cancelled', async () => {
    const path = await bench.make('cancel.mp4', ...pictures({ seconds: 3, size: '320x180' }));
    const found = await probe(bench.tools, path);
    const request = { path, probe: found, shotWidth: 64, sampleSeconds: 0.5, maxWidth: 320, maxHeight: 180 };
    const controller = new AbortController();
    const reading = (async () => {
      for await (const { frame } of readAnalysis(bench.tools, request, controller.signal)) {
        if (frame.time > 1) controller.abort();
      }
    })();
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  test('gives what can be decoded of a file that breaks in the middle, and says so', async () => {
    const whole = await bench.make('whole.mkv', ...pictures({ seconds: 6, size: '320x180' }), '-g', '24');
    const { readFile, writeFile } = await import('node:fs/promises');
    const bytes = await readFile(whole);
    const path = `${bench.folder}/broken.mkv`;
    bytes.fill(0x55, Math.floor(bytes.length * 0.6));
    await writeFile(path, bytes);
    const found = await probe(bench.tools, path);
    const warnings: string[] = [];
    const request = { path, probe: found, shotWidth: 64, sampleSeconds: 0.5, maxWidth: 320, maxHeight: 180 };
    const all = await Array.fromAsync(
      readAnalysis(bench.tools, { ...request, onWarning: (sentence) => warnings.push(sentence) }),
    );
    expect(all.filter(({ kind }) => kind === 'shot').length).toBeGreaterThan(48);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('broken.mkv');
  });
});

test('a film without pictures is refused in a sentence', async () => {
  const path = await bench.make('sound.m4a', ...tone());
  await expect(read(path, { kind: 'all' })).rejects.toThrow(UserFacingError);
});
