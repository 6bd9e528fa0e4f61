import { durationOf } from '../../domain/interval.ts';
import type { FfmpegTools } from '../../media/ffmpeg-tools.ts';
import { pcmSampleRate, readPcm } from '../../media/pcm-reader.ts';
import type { SpeechPiece } from './speech-pieces.ts';

/** The sound of a piece of a film, its stretches one behind the other: 16 kHz mono; silence behind the end of the film. */
export async function pieceSound(
  ffmpeg: FfmpegTools,
  path: string,
  piece: SpeechPiece,
  signal: AbortSignal,
): Promise<Float32Array> {
  const sound = new Float32Array(samplesOf(piece));
  const interval = { start: piece[0]!.start, end: piece.at(-1)!.end };
  const chunks = readPcm(ffmpeg, path, { samplesPerChunk: pcmSampleRate, interval }, signal);
  for await (const { time, samples } of chunks) {
    let place = 0;
    for (const stretch of piece) {
      const length = samplesOf([stretch]);
      const first = Math.round((stretch.start - time) * pcmSampleRate);
      const from = Math.max(0, first);
      const to = Math.min(samples.length, first + length);
      if (to > from) sound.set(samples.subarray(from, to), place + from - first);
      place += length;
    }
  }
  return sound;
}

/** How many samples the sound of a piece has. */
export function samplesOf(piece: SpeechPiece): number {
  return piece.reduce((sum, stretch) => sum + Math.round(durationOf(stretch) * pcmSampleRate), 0);
}
