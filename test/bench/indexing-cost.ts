import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { FfmpegTools } from '../../src-main/media/ffmpeg-tools.ts';
import { probe } from '../../src-main/media/probe.ts';
import type { FigurePrinter } from './figure.ts';

const run = promisify(execFile);
const indexOnce = fileURLToPath(new URL('./index-once.ts', import.meta.url));

/** What indexing one film costs, in a process of its own, beside ffmpeg decoding it to the same pictures and no more. */
export async function measureIndexing(
  figures: FigurePrinter,
  ffmpeg: FfmpegTools,
  film: string,
  on: string,
): Promise<void> {
  const { duration } = await probe(ffmpeg, film);
  const folder = await mkdtemp(join(tmpdir(), 'kinora-cost-'));
  try {
    const { stdout } = await run(process.execPath, [indexOnce, film, folder]);
    const { seconds, peakMegabytes } = JSON.parse(stdout) as { seconds: number; peakMegabytes: number };
    const decodeSeconds = await decodeAlone(ffmpeg, film);
    figures.print('indexing, x realtime', duration / seconds, on);
    figures.print('decoding alone, x realtime', duration / decodeSeconds, on);
    figures.print('indexing / decoding alone', seconds / decodeSeconds, on);
    figures.print('peak resident memory, MB', peakMegabytes, on, '<= 1500');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds of wall time for ffmpeg alone, at the sampling that indexing uses. */
async function decodeAlone(ffmpeg: FfmpegTools, film: string): Promise<number> {
  const filters =
    "[0:v]split=2[a][b];[a]scale=64:-2,format=rgb24[small];[b]fps=4,scale='min(960,iw)':-2,format=rgb24[large]";
  const started = performance.now();
  await run(ffmpeg.ffmpeg, [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-i', `file:${film}`],
    ...['-filter_complex', filters],
    ...['-map', '[small]', '-f', 'null', '-', '-map', '[large]', '-f', 'null', '-'],
  ]);
  return (performance.now() - started) / 1000;
}
