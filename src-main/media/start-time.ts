import type { FfmpegTools } from './ffmpeg-tools.ts';
import { collectOutput } from './ffmpeg-process.ts';

/** The container's first presentation time in seconds, as the probe reports it; 0 when the file does not tell one. */
export async function readStartTime(tools: FfmpegTools, path: string, signal?: AbortSignal): Promise<number> {
  const args = [
    '-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file,pipe',
    '-show_entries', 'format=start_time', '-of', 'csv=p=0', '-i', `file:${path}`,
  ]; // prettier-ignore
  const { output } = await collectOutput(tools.ffprobe, args, {
    urgency: 'soon',
    signal,
    maxBytes: 65_536,
    timeoutMs: 60_000,
  });
  const time = Number.parseFloat(output.toString('utf8'));
  return Number.isFinite(time) ? time : 0;
}
