import { readPcm } from '../../media/pcm-reader.ts';
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
    const segmenter = new SpeechSegmenter(voiceActivity.stepSize / sampleRate);
    if (probe.audio.length > 0) {
      voiceActivity.reset();
      const options = { samplesPerChunk: voiceActivity.stepSize };
      for await (const { time, samples } of readPcm(ffmpeg, video.path, options, signal)) {
        segmenter.push(time, await voiceActivity.step(samples));
        reached(time);
        await breathe();
      }
    }
    const speech = segmenter.finish();
    return () => store.videos.replaceSpeech(video.id, speech);
  },
};
