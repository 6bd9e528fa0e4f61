import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readFile, truncate, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Frame } from '../../../src-main/domain/image.ts';
import { decodeInThread } from '../../../src-main/indexing/decoding/decode-thread.ts';
import type { DecodeJobs, FilmItem } from '../../../src-main/indexing/decoding/decode-protocol.ts';
import { readAnalysis } from '../../../src-main/media/analysis-reader.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { ShotDetector } from '../../../src-main/media/shot-detector.ts';
import { pictures, tone, useMediaBench } from '../media/made-media.ts';

const bench = useMediaBench();
const everything = { samples: true, small: true, shots: true };
const signal = new AbortController().signal;

async function jobFor(
  path: string,
  wants: DecodeJobs['film']['wants'] = everything,
  ffmpeg: FfmpegTools = bench.tools,
): Promise<DecodeJobs['film']> {
  return { ffmpeg, path, probe: await probe(bench.tools, path), wants };
}

const hashOf = ({ data }: Frame): string => createHash('sha256').update(data).digest('hex');

/** A film of three plain shots, with something moving in each. */
function threeShots(): string[] {
  const shot = (colour: string) => `color=${colour}:s=192x108:r=12:d=2,drawbox=x=20+30*t:y=40:w=30:h=30`;
  const graph = `${shot('red')}[a];${shot('blue')}[b];${shot('white')}[c];[a][b][c]concat=n=3`;
  return ['-f', 'lavfi', '-i', graph, '-pix_fmt', 'yuv420p'];
}

/** The path of a shell script that stands for ffmpeg. */
async function script(name: string, commands: string): Promise<string> {
  const path = join(bench.folder, name);
  await writeFile(path, `#!/bin/sh\n${commands}\n`);
  await chmod(path, 0o755);
  return path;
}

/** ffmpeg behind a script that notes its process id before it becomes the program. */
async function watchedFfmpeg(): Promise<{ tools: FfmpegTools; pid: () => Promise<number> }> {
  const note = join(bench.folder, 'pid');
  const commands = `echo $$ > '${note}'\nexec '${bench.tools.ffmpeg}' "$@"`;
  return {
    tools: { ...bench.tools, ffmpeg: await script('watched-ffmpeg', commands) },
    pid: async () => Number((await readFile(note, 'utf8')).trim()),
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a file grows no more. */
async function growthEnd(path: string): Promise<void> {
  let before = -1;
  for (let size = 0; size !== before; size = (await stat(path)).size) {
    before = size;
    await wait(1000);
  }
}

async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isRunning(pid); tries++) await wait(20);
  return !isRunning(pid);
}

describe('a film decoded in a thread of its own', () => {
  test('gives the pictures, the hints of cuts and the shots that decoding it here gives', async () => {
    const path = await bench.make('shots.mp4', ...threeShots());
    const job = await jobFor(path);
    const expected = { small: [] as number[], samples: [] as string[] };
    const detector = new ShotDetector();
    const request = {
      path,
      probe: job.probe,
      shotWidth: 64,
      sampleSeconds: 0.25,
      maxWidth: 960,
      maxHeight: 540,
    };
    for await (const { kind, frame } of readAnalysis(bench.tools, request)) {
      if (kind === 'sample') expected.samples.push(hashOf(frame));
      else {
        expected.small.push(frame.time);
        detector.push(frame);
      }
    }
    const items = await Array.fromAsync(decodeInThread('film', job, { signal }));
    const of = <K extends FilmItem['kind']>(kind: K) =>
      items.filter((item): item is Extract<FilmItem, { kind: K }> => item.kind === kind);
    expect(of('small').map(({ frame }) => frame.time)).toEqual(expected.small);
    const samples = of('sample').map(({ sample }) => sample);
    expect(samples.map(({ frame }) => hashOf(frame))).toEqual(expected.samples);
    expect(samples.filter(({ mayFollowCut }) => mayFollowCut).map(({ frame }) => frame.time)).toEqual([
      0, 2, 4,
    ]);
    for (const start of [0, 2, 4]) {
      expect(samples.some(({ frame, isChosen }) => isChosen && frame.time === start)).toBe(true);
    }
    expect(items.at(-1)).toEqual({ kind: 'shots', shots: detector.finish(job.probe.duration) });
  });

  test('decodes no samples that nobody wants, and tells how far it is', async () => {
    const path = await bench.make('plain.mp4', ...pictures({ seconds: 3 }));
    const job = await jobFor(path, { samples: false, small: false, shots: true });
    const items = await Array.fromAsync(decodeInThread('film', job, { signal }));
    expect(items.map(({ kind }) => kind)).toEqual(['reached', 'reached', 'shots']);
  });

  test('stays ahead by a bounded number of bytes, and gives everything in the end', async () => {
    const film = pictures({ size: '960x540', rate: 4, seconds: 25 });
    const path = await bench.make('long.mp4', ...film, '-preset', 'ultrafast');
    const written = join(bench.folder, 'written');
    const ffmpeg = await script('copied-ffmpeg', `'${bench.tools.ffmpeg}' "$@" | tee '${written}'`);
    const wants = { samples: true, small: false, shots: false };
    const job = await jobFor(path, wants, { ...bench.tools, ffmpeg });
    let samples = 0;
    for await (const { kind } of decodeInThread('film', job, { signal })) {
      if (kind === 'sample' && samples++ === 0) await growthEnd(written);
      if (samples === 1) expect((await stat(written)).size).toBeLessThan(56 * 1024 * 1024);
    }
    expect(samples).toBe(100);
    expect((await stat(written)).size).toBeGreaterThan(150e6);
  });

  test('ends with its ffmpeg when it is aborted, and when nobody reads on', async () => {
    const path = await bench.make(
      'endless.mp4',
      ...pictures({ size: '640x360', seconds: 60 }),
      '-preset',
      'ultrafast',
    );
    const { tools, pid } = await watchedFfmpeg();
    const job = await jobFor(path, everything, tools);
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      for await (const { kind } of decodeInThread('film', job, { signal: controller.signal })) {
        if (kind === 'sample') controller.abort();
      }
    };
    await expect(read()).rejects.toThrow('aborted');
    expect(await hasEnded(await pid())).toBe(true);

    for await (const { kind } of decodeInThread('film', job, { signal })) if (kind === 'sample') break;
    expect(await hasEnded(await pid())).toBe(true);
  });

  test('that breaks in the middle is told of and gives what could be read', async () => {
    const path = await bench.make('broken.mp4', ...pictures({ seconds: 8 }), '-movflags', '+faststart');
    await truncate(path, Math.floor((await stat(path)).size / 2));
    const warnings: string[] = [];
    const options = { signal, onWarning: (sentence: string) => warnings.push(sentence) };
    const items = await Array.fromAsync(decodeInThread('film', await jobFor(path), options));
    expect(items.filter(({ kind }) => kind === 'sample').length).toBeGreaterThan(5);
    expect(items.at(-1)?.kind).toBe('shots');
    expect(warnings).toEqual([expect.stringContaining('broken.mp4')]);
  });

  test('that cannot be decoded at all is refused with a sentence', async () => {
    const path = await bench.make('gone.mp4', ...pictures());
    const job = await jobFor(path);
    await truncate(path, 100);
    await expect(Array.fromAsync(decodeInThread('film', job, { signal }))).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringContaining('gone.mp4'),
    });
  });
});

describe('a first look', () => {
  const timesOf = async (path: string): Promise<number[]> => {
    const source = { ffmpeg: bench.tools, path, probe: await probe(bench.tools, path) };
    return (await Array.fromAsync(decodeInThread('sketch', source, { signal }))).map(({ time }) => time);
  };
  const long = (...more: string[]) => ['-f', 'lavfi', '-i', 'testsrc2=s=96x54:r=10:d=150', ...more];

  test('at a short film takes a picture a second', async () => {
    expect(await timesOf(await bench.make('short.mp4', ...pictures({ seconds: 3 })))).toEqual([0, 1, 2]);
  });

  test('at a longer film takes keyframes alone, no two in the same two seconds', async () => {
    const path = await bench.make('long-gop.mp4', ...long('-g', '15', '-sc_threshold', '0'));
    const times = await timesOf(path);
    expect(times.slice(0, 4)).toEqual([0, 3, 4.5, 6]);
    expect(times.every((time) => (time * 10) % 15 === 0)).toBe(true);
  });

  test('at a film with hardly any keyframes takes other pictures too', async () => {
    const path = await bench.make('one-keyframe.mp4', ...long('-g', '9999', '-sc_threshold', '0'));
    expect(await timesOf(path)).toHaveLength(75);
  });
});

test('sound comes from the thread as it is read here', async () => {
  const path = await bench.make('tone.mkv', ...tone(5));
  const job = { ffmpeg: bench.tools, path, stepSize: 512 };
  const chunks = await Array.fromAsync(decodeInThread('sound', job, { signal }));
  expect(chunks.map(({ samples }) => samples.length)).toEqual([64 * 512, 64 * 512, 29 * 512]);
  expect(chunks[1]!.time).toBe((64 * 512) / 16_000);
});

test.skipIf(!existsSync('/proc'))('decoding runs at low priority', async () => {
  const path = await bench.make(
    'slow.mp4',
    ...pictures({ size: '640x360', seconds: 30 }),
    '-preset',
    'ultrafast',
  );
  const { tools, pid } = await watchedFfmpeg();
  const job = await jobFor(path, everything, tools);
  for await (const { kind } of decodeInThread('film', job, { signal })) {
    if (kind !== 'sample') continue;
    const fields = (await readFile(`/proc/${await pid()}/stat`, 'utf8')).split(' ');
    expect(Number(fields[18])).toBeGreaterThanOrEqual(10);
    break;
  }
});
