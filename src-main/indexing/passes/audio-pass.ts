import { decodeInThread } from '../decoding/decode-thread.ts';
import { SpeechSegmenter } from '../speech-segments.ts';
import type { RunningPass } from './pass.ts';

const sampleRate = 16_000;

/** When somebody speaks. */
export const audioPass: RunningPass = {
  name: 'audio',
  version: 1,
  after: ['probe'],
  step: 'audio',
  weight: 0.1,

  async input({ video }, { models }) {
    return `${video.fingerprint}|${models.voiceActivity.modelId}`;
  },

  async run({ video, probe, reached }, { ffmpeg, models, store, signal, breathe }) {
    const { voiceActivity } = models;
    const { stepSize } = voiceActivity;
    const segmenter = new SpeechSegmenter(stepSize / sampleRate);
    if (probe.audio.length > 0) {
      voiceActivity.reset();
      const sound = { ffmpeg, path: video.path, stepSize };
      let step = 0;
      for await (const { time, samples } of decodeInThread('sound', sound, { signal })) {
        for (let at = 0; at < samples.length; at += stepSize) {
          const probability = await voiceActivity.step(samples.subarray(at, at + stepSize));
          segmenter.push((step++ * stepSize) / sampleRate, probability);
        }
        reached(time);
        await breathe();
      }
    }
    const speech = segmenter.finish();
    return () => store.videos.replaceSpeech(video.id, speech);
  },
};
