import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';

const run = promisify(execFile);

/** A temporary folder for one test file, with ffmpeg to fill it. Removed when the file's tests are done. */
export interface MediaBench {
  tools: FfmpegTools;
  folder: string;
  /** Runs ffmpeg with plain arguments and gives the path of `name` in the folder. */
  make(name: string, ...args: string[]): Promise<string>;
  /** Presentation times of the video track's pictures, less the container's start, as ffprobe decodes them. */
  pictureTimes(path: string): Promise<number[]>;
}

export function useMediaBench(): MediaBench {
  const bench = {} as MediaBench;
  beforeAll(async () => {
    bench.tools = await findFfmpeg();
    bench.folder = await mkdtemp(join(tmpdir(), 'kinora-media-'));
  });
  afterAll(() => rm(bench.folder, { recursive: true, force: true }));
  bench.make = async (name, ...args) => {
    const path = join(bench.folder, name);
    await run(bench.tools.ffmpeg, ['-nostdin', '-v', 'error', '-y', ...args, `file:${path}`]);
    return path;
  };
  bench.pictureTimes = async (path) => {
    const entries = ['-show_entries', 'frame=best_effort_timestamp_time:format=start_time', '-of', 'json'];
    const args = ['-v', 'error', '-select_streams', 'v:0', ...entries, `file:${path}`];
    const { stdout } = await run(bench.tools.ffprobe, args, { maxBuffer: 1e8 });
    const answer = JSON.parse(stdout) as {
      frames: { best_effort_timestamp_time: string }[];
      format: { start_time: string };
    };
    return answer.frames.map((frame) =>
      round(Number(frame.best_effort_timestamp_time) - Number(answer.format.start_time)),
    );
  };
  return bench;
}

/** Times travel in whole microseconds. */
export function round(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** Arguments for moving test pictures. */
export function pictures(options: { size?: string; rate?: number; seconds?: number } = {}): string[] {
  const { size = '160x90', rate = 24, seconds = 2 } = options;
  return ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds}`];
}

/** Arguments for a tone. */
export function tone(seconds = 2): string[] {
  return ['-f', 'lavfi', '-i', `sine=f=440:r=44100:d=${seconds}`];
}
