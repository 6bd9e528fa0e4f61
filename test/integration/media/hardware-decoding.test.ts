import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { candidatesOn, HardwareDecoding } from '../../../src-main/media/hardware-decoding.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { pictures, useMediaBench } from './made-media.ts';

const bench = useMediaBench();
const { signal } = new AbortController();
let film: string;
let other: string;

beforeAll(async () => {
  film = await bench.make('film.mp4', ...pictures({ seconds: 2 }));
  other = await bench.make('other.mp4', ...pictures({ seconds: 2 }), '-vf', 'negate');
});

/**
 * A program that offers the decoder "vaapi" and behaves so when it is asked for; `real` runs ffmpeg with the arguments
 * less the request.
 */
async function machineWhere(
  behaviour: string,
): Promise<{ tools: FfmpegTools; calls: () => Promise<number> }> {
  const path = join(bench.folder, 'hardware-ffmpeg');
  const note = join(bench.folder, 'hardware-calls');
  await writeFile(note, '');
  await writeFile(
    path,
    `#!/bin/bash
case "$*" in *-hwaccels*) echo "Hardware acceleration methods:"; echo vaapi; exit;; esac
echo call >> '${note}'
real() { '${bench.tools.ffmpeg}' "\${rest[@]}"; }
rest=(); asked=
for arg in "$@"; do
  case "$arg" in -hwaccel) asked=1;; vaapi) ;; *) rest+=("$arg");; esac
done
[ -z "$asked" ] && { real; exit; }
${behaviour}
`,
  );
  await chmod(path, 0o755);
  return {
    tools: { ...bench.tools, ffmpeg: path },
    calls: async () => (await readFile(note, 'utf8')).split('\n').length - 1,
  };
}

interface Trial {
  readonly hardwareMs?: number;
  readonly stallMs?: number;
}

/** A clock by which the processor decodes the trial in 100 ms, and the hardware in so many. */
function clock(hardwareMs: number): () => number {
  const times = [0, 100, 200, 200 + hardwareMs];
  return () => times.shift() ?? 1000;
}

const decoding = (cache: string, { hardwareMs = 30, stallMs = 20_000 }: Trial = {}) =>
  new HardwareDecoding(join(bench.folder, cache), {
    candidates: ['vaapi'],
    stallMs,
    now: clock(hardwareMs),
  });

async function verdictWhere(behaviour: string, cache: string, trial: Trial = {}) {
  const { tools } = await machineWhere(behaviour);
  const decoder = await decoding(cache, trial).decoderFor(
    tools,
    film,
    await probe(bench.tools, film),
    signal,
  );
  const { machines } = JSON.parse(
    await readFile(join(bench.folder, cache, 'hardware-decoding.json'), 'utf8'),
  ) as {
    machines: Record<string, Record<string, { problems: string[] }>>;
  };
  return { decoder, problems: Object.values(Object.values(machines)[0]!)[0]!.problems };
}

describe.skipIf(process.platform === 'win32')('a hardware decoder', () => {
  test('is used when it gives the same pictures sooner', async () => {
    expect(await verdictWhere('real', 'good')).toEqual({ decoder: 'vaapi', problems: [] });
  });

  const refusals: Record<string, Trial & { behaviour: () => string; problem: RegExp }> = {
    fails: { behaviour: () => 'echo "No device" >&2; exit 1', problem: /^vaapi: .*No device/ },
    hangs: { behaviour: () => 'exec sleep 30', problem: /^vaapi: .*got stuck/, stallMs: 4000 },
    'gives other pictures': {
      behaviour: () => `rest=("\${rest[@]/#file:*film.mp4/file:${other}}"); real`,
      problem: /^vaapi: Its picture at 0 s differs from the processor’s by \d+/,
    },
    'gives fewer pictures': {
      behaviour: () => 'real | head -c 60000',
      problem: /^vaapi: /,
    },
    'is no faster': {
      behaviour: () => 'real',
      problem: /^vaapi: It is no faster here \(95 against 100 ms\)\.$/,
      hardwareMs: 95,
    },
  };
  for (const [name, { behaviour, problem, ...trial }] of Object.entries(refusals)) {
    test(`is left alone, and told why, when it ${name}`, async () => {
      const verdict = await verdictWhere(behaviour(), name, trial);
      expect(verdict).toEqual({ decoder: null, problems: [expect.stringMatching(problem)] });
    });
  }

  test('is tried once for films of a kind, and no more once it was abandoned', async () => {
    const { tools, calls } = await machineWhere('real');
    const found = await probe(bench.tools, film);
    expect(await decoding('once').decoderFor(tools, film, found, signal)).toBe('vaapi');
    expect(await calls()).toBe(2);
    const again = decoding('once');
    expect(await again.decoderFor(tools, film, found, signal)).toBe('vaapi');
    await again.abandon(tools, found, 'vaapi: it broke.');
    expect(await decoding('once').decoderFor(tools, film, found, signal)).toBeNull();
    expect(await calls()).toBe(2);
  });

  test('is not tried where ffmpeg does not offer it', async () => {
    const { tools, calls } = await machineWhere('real');
    const elsewhere = new HardwareDecoding(join(bench.folder, 'no'), { candidates: ['videotoolbox'] });
    expect(await elsewhere.decoderFor(tools, film, await probe(bench.tools, film), signal)).toBeNull();
    expect(await calls()).toBe(0);
  });
});

test('decoders are thought of where their devices may be', () => {
  const nowhere = () => false;
  expect(candidatesOn('linux', nowhere)).toEqual([]);
  expect(candidatesOn('linux', (path) => path.includes('dri'))).toEqual(['vaapi']);
  expect(candidatesOn('darwin', nowhere)).toEqual(['videotoolbox']);
  expect(candidatesOn('win32', nowhere)).toEqual(['cuda', 'd3d11va']);
});
