import type { Turn } from '../../../src-main/evaluation/diarisation/rttm.ts';
import { SpeechSegmenter } from '../../../src-main/indexing/speech-segments.ts';
import { attribute } from '../../../src-main/indexing/voices/attribute.ts';
import { diarise } from '../../../src-main/indexing/voices/diarise.ts';
import { VoiceListener } from '../../../src-main/indexing/voices/voice-listener.ts';
import { voiceOf } from '../../../src-main/indexing/voices/voice-sum.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { readPcm } from '../../../src-main/media/pcm-reader.ts';
import type { VoiceActivityDetector } from '../../../src-main/models/model-interfaces.ts';
import { voiceDimension } from '../../../src-main/models/voice-frames.ts';
import { decodeVoiceFrames, encodeVoiceFrames } from '../../../src-main/store/voice-frame-code.ts';

const sampleRate = 16_000;

/** Who speaks when in a recording, told from nothing but its sound. */
export async function turnsByVoice(
  ffmpeg: FfmpegTools,
  path: string,
  detector: VoiceActivityDetector,
): Promise<Turn[]> {
  const { speech, frames } = await hear(ffmpeg, path, detector);
  const utterances = diarise(speech, frames).map((turn) => ({
    ...turn,
    voice: voiceOf(
      frames.filter(({ time }) => time >= turn.start && time < turn.end).map(({ values }) => values),
    ),
    ...{ isMixed: false, isAlone: true, isClean: true, mouths: [], told: null },
  }));
  const { attributions } = attribute(utterances);
  return utterances.map(({ start, end }, index) => ({
    ...{ start, end },
    speaker: String(attributions[index]!.speaker),
  }));
}

/** The speech of a recording and its voiced frames, as the audio pass finds and keeps them. */
export async function hear(ffmpeg: FfmpegTools, path: string, detector: VoiceActivityDetector) {
  const { stepSize } = detector;
  const segmenter = new SpeechSegmenter(stepSize / sampleRate);
  const listener = new VoiceListener();
  detector.reset();
  for await (const { time, samples } of readPcm(ffmpeg, path, { samplesPerChunk: 64 * stepSize })) {
    const probabilities: number[] = [];
    for (let at = 0; at < samples.length; at += stepSize) {
      const probability = await detector.step(samples.subarray(at, at + stepSize));
      segmenter.push(time + at / sampleRate, probability);
      probabilities.push(probability);
    }
    listener.hear(time, samples, probabilities, stepSize);
  }
  const speech = segmenter.finish();
  const kept = encodeVoiceFrames(listener.within(speech), voiceDimension);
  return { speech, frames: decodeVoiceFrames(kept, voiceDimension) };
}
