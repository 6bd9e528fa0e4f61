import type { Interval } from '../domain/interval.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { pcmSampleRate, readPcm } from './pcm-reader.ts';

/**
 * The peaks of equal parts of a stretch of a film's sound, each 0..1.
 * Throws UserFacingError when the sound cannot be decoded.
 */
export async function readPeaks(
  tools: FfmpegTools,
  path: string,
  interval: Interval,
  parts: number,
  signal?: AbortSignal,
): Promise<number[]> {
  const samples = (interval.end - interval.start) * pcmSampleRate;
  const samplesPerChunk = Math.max(1, Math.ceil(samples / parts));
  const peaks: number[] = [];
  for await (const { samples } of readPcm(tools, path, { samplesPerChunk, interval }, signal)) {
    let peak = 0;
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
    peaks.push(Math.min(1, Number(peak.toFixed(3))));
  }
  return peaks.slice(0, parts);
}
