import { readPcm, type PcmChunk } from '../../media/pcm-reader.ts';
import type { DecodeJobs } from './decode-protocol.ts';

/** Steps that travel together: some two seconds, so that few messages pass between the threads. */
const stepsTogether = 64;

/** The film's first sound track, in chunks of one step and up to 64. Runs in the decode thread. */
export async function* decodeSound(
  { ffmpeg, path, stepSize }: DecodeJobs['sound'],
  _warn: (sentence: string) => void,
  signal: AbortSignal,
): AsyncGenerator<PcmChunk, void> {
  let steps: PcmChunk[] = [];
  for await (const step of readPcm(ffmpeg, path, { samplesPerChunk: stepSize }, signal)) {
    if (steps.push(step) < stepsTogether) continue;
    yield joined(steps);
    steps = [];
  }
  if (steps.length > 0) yield joined(steps);
}

function joined(steps: readonly PcmChunk[]): PcmChunk {
  const samples = new Float32Array(steps.reduce((sum, step) => sum + step.samples.length, 0));
  let at = 0;
  for (const step of steps) {
    samples.set(step.samples, at);
    at += step.samples.length;
  }
  return { time: steps[0]!.time, samples };
}
