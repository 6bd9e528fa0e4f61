import { Readable } from 'node:stream';
import { inputArguments, quietArguments, runTool } from '../media/ffmpeg-process.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import type { MediaProbe } from '../media/probe.ts';

/** No taller than this: converting has to keep up with playing on a small machine. */
const mostHeight = 720;

export interface TranscodeRequest {
  readonly path: string;
  readonly probe: MediaProbe;
  /** Seconds. */
  readonly start: number;
}

/** Arguments that turn a film, from its start time on, into fragmented mp4 on standard output. */
export function transcodeArguments({ path, probe, start }: TranscodeRequest): string[] {
  const picture = `scale=-2:'min(${mostHeight},trunc(ih/2)*2)',format=yuv420p`;
  return [
    ...quietArguments,
    '-ss',
    start.toFixed(3),
    ...inputArguments(path),
    ...['-map', `0:${probe.video?.index ?? 'v:0'}`, '-map', '0:a:0?', '-sn', '-dn', '-map_chapters', '-1'],
    ...['-vf', picture, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-g', '60'],
    ...['-c:a', 'aac', '-b:a', '160k', '-ac', '2'],
    ...['-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4', 'pipe:1'],
  ];
}

/** A film as Chromium can play it, converted while it is read. Destroying the stream ends the conversion. */
export function transcodeStream(
  tools: FfmpegTools,
  request: TranscodeRequest,
  signal?: AbortSignal,
): Readable {
  const run = runTool(tools.ffmpeg, transcodeArguments(request), { signal });
  const stream = Readable.from(run.output, { objectMode: false });
  stream.once('close', () => run.kill());
  return stream;
}
