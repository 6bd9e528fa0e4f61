import type { FfmpegTools } from './ffmpeg-tools.ts';
import { collectOutput } from './ffmpeg-process.ts';
import type { MediaProbe } from './probe.ts';

/** Seconds before a time that are searched for a keyframe, one stretch after the other. */
const reaches = [12, 60, 600];
const timeoutMs = 120_000;

/**
 * The time, in seconds from the film's beginning, of the last keyframe at or before `time`: where a copy without
 * re-encoding must begin. 0 when none is found.
 */
export async function keyframeAtOrBefore(
  tools: FfmpegTools,
  path: string,
  probe: MediaProbe,
  time: number,
  signal?: AbortSignal,
): Promise<number> {
  if (!probe.video || time <= 0) return 0;
  for (const reach of reaches) {
    const from = Math.max(0, time - reach);
    const times = await keyframesBetween(tools, path, probe, from, time + 0.001, signal);
    const last = times.filter((at) => at <= time + 0.0005).at(-1);
    if (last !== undefined) return Math.max(0, last);
    if (from === 0) break;
  }
  return 0;
}

async function keyframesBetween(
  tools: FfmpegTools,
  path: string,
  probe: MediaProbe,
  from: number,
  to: number,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const clock = (time: number): string => (time + probe.startTime).toFixed(6);
  const args = [
    '-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file,pipe',
    '-select_streams', String(probe.video!.index), '-skip_frame', 'nokey',
    '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0',
    '-read_intervals', `${clock(from)}%${clock(to)}`, '-i', `file:${path}`,
  ]; // prettier-ignore
  const run = await collectOutput(tools.ffprobe, args, { signal, maxBytes: 64 * 1024 * 1024, timeoutMs });
  const times: number[] = [];
  for (const line of run.output.toString('utf8').split('\n')) {
    const [pts, flags] = line.split(',');
    if (pts && flags?.startsWith('K') && Number.isFinite(Number(pts)))
      times.push(Number(pts) - probe.startTime);
  }
  return times.sort((a, b) => a - b);
}
