import type { FfmpegTools } from './ffmpeg-tools.ts';
import { collectOutput, inputArguments, quietArguments } from './ffmpeg-process.ts';

const measureTimeoutMs = 300_000;

/**
 * The length in seconds of a file whose header does not tell it, by walking through its packets without decoding
 * them. 0 when even that fails.
 */
export async function measureDuration(
  tools: FfmpegTools,
  path: string,
  signal?: AbortSignal,
): Promise<number> {
  const args = [
    ...quietArguments, '-progress', 'pipe:1', '-stats_period', '5', ...inputArguments(path),
    '-map', '0:v?', '-map', '0:a?', '-c', 'copy', '-f', 'null', '-',
  ]; // prettier-ignore
  const run = await collectOutput(tools.ffmpeg, args, {
    urgency: 'soon',
    signal,
    maxBytes: 16 * 1024 * 1024,
    timeoutMs: measureTimeoutMs,
  });
  const times = [...run.output.toString('utf8').matchAll(/^out_time_us=(\d+)$/gm)];
  return Number(times.at(-1)?.[1] ?? 0) / 1e6;
}
