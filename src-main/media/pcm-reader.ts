import type { Interval } from '../domain/interval.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { readStartTime } from './start-time.ts';
import { decodingError, inputArguments, quietArguments, runTool } from './ffmpeg-process.ts';

export const pcmSampleRate = 16_000;

export interface PcmOptions {
  /** The stream's number in the file, as the probe gives it; the first sound track by default. */
  audioIndex?: number;
  /** Length of every chunk in samples; the last one is filled up with zeros. */
  samplesPerChunk: number;
  interval?: Interval;
}

export interface PcmChunk {
  /** Seconds from the film's first presentation time. */
  readonly time: number;
  /** 16 kHz mono, -1..1, `samplesPerChunk` long. */
  readonly samples: Float32Array;
}

/**
 * The sound of a film as 16 kHz mono on the film's clock: silence stands where a track begins late or has a gap.
 * A track that breaks in the middle ends early; one that gives nothing at all throws UserFacingError.
 */
export async function* readPcm(
  tools: FfmpegTools,
  path: string,
  options: PcmOptions,
  signal?: AbortSignal,
): AsyncGenerator<PcmChunk, void> {
  const { audioIndex, samplesPerChunk, interval } = options;
  if (!(samplesPerChunk > 0)) throw new RangeError('samplesPerChunk must be positive');
  const start = Math.max(0, interval?.start ?? 0);
  const startTime = await readStartTime(tools, path, signal);
  const shift = `asetpts=PTS-(${(startTime + start).toFixed(6)})/TB`;
  const args = [
    ...quietArguments,
    '-copyts',
    ...(start > 0 ? ['-ss', start.toFixed(6)] : []),
    ...(interval ? ['-t', (Math.max(start, interval.end) - start + 1).toFixed(6)] : []),
    '-vn', '-sn', '-dn',
    ...inputArguments(path),
    '-map', audioIndex === undefined ? '0:a:0' : `0:${audioIndex}`,
    '-af', `${shift},aresample=${pcmSampleRate}:async=1:min_hard_comp=0.1:first_pts=0,aformat=sample_fmts=flt:channel_layouts=mono`,
    '-ac', '1', '-ar', String(pcmSampleRate), '-c:a', 'pcm_f32le', '-f', 'f32le', 'pipe:1',
  ]; // prettier-ignore
  const run = runTool(tools.ffmpeg, args, { urgency: 'background', signal });
  const bytes = new Uint8Array(samplesPerChunk * 4);
  // The length is kept here, to the sample; the one given to ffmpeg only ends its work.
  let left = interval ? Math.round(Math.max(0, interval.end - start) * pcmSampleRate) * 4 : Infinity;
  let filled = 0;
  let chunks = 0;
  const take = (): PcmChunk => {
    const time = start + (chunks++ * samplesPerChunk) / pcmSampleRate;
    return { time, samples: new Float32Array(bytes.slice().buffer) };
  };
  for await (const data of run.output) {
    for (let at = 0; at < data.length && left > 0;) {
      const part = data.subarray(at, at + Math.min(left, bytes.length - filled));
      left -= part.length;
      bytes.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === bytes.length) {
        yield take();
        filled = 0;
      }
    }
    if (left <= 0) break;
  }
  const whole = filled - (filled % 4);
  if (whole > 0) {
    bytes.fill(0, whole);
    yield take();
  }
  const end = await run.ended;
  if (end.startError) throw end.startError;
  if (chunks === 0 && (end.code !== 0 || end.stalled))
    throw decodingError(path, run.complaints(), end.stalled);
}
