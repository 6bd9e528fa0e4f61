import { decodeInThread } from '../decoding/decode-thread.ts';
import { SpeechSegmenter } from '../speech-segments.ts';
import { SoundListener } from '../voices/sound-listener.ts';
import { VoiceListener } from '../voices/voice-listener.ts';
import { voiceDimension, voiceFrameModel } from '../../models/voice-frames.ts';
import type { RunningPass } from './pass.ts';

const sampleRate = 16_000;

/** When somebody speaks, and what the voices are like; where a model for that was chosen, laughter and music too. */
export const audioPass: RunningPass = {
  name: 'audio',
  version: 2,
  after: ['probe'],
  step: 'audio',
  weight: 0.12,

  async input({ video }, { models }) {
    const { voiceActivity, audioEvents } = models;
    const events = audioEvents ? [audioEvents.modelId] : [];
    return [video.fingerprint, voiceActivity.modelId, voiceFrameModel, ...events].join('|');
  },

  async run({ video, probe, reached }, { ffmpeg, models, store, signal, breathe }) {
    const { voiceActivity, audioEvents } = models;
    const { stepSize } = voiceActivity;
    const segmenter = new SpeechSegmenter(stepSize / sampleRate);
    const listener = new VoiceListener();
    const sounds = audioEvents ? new SoundListener(audioEvents) : null;
    if (probe.audio.length > 0) {
      voiceActivity.reset();
      const sound = { ffmpeg, path: video.path, stepSize };
      let step = 0;
      for await (const { time, samples } of decodeInThread('sound', sound, { signal })) {
        const probabilities: number[] = [];
        for (let at = 0; at < samples.length; at += stepSize) {
          const probability = await voiceActivity.step(samples.subarray(at, at + stepSize));
          segmenter.push((step++ * stepSize) / sampleRate, probability);
          probabilities.push(probability);
        }
        listener.hear(time, samples, probabilities, stepSize);
        await sounds?.hear(samples);
        reached(time);
        await breathe();
      }
    }
    const speech = segmenter.finish();
    const frames = listener.within(speech);
    const heard = (await sounds?.finish()) ?? [];
    return () => {
      store.videos.replaceSpeech(video.id, speech);
      store.videos.replaceSounds(video.id, heard);
      store.voices.replaceFrames(video.id, voiceFrameModel, frames, voiceDimension);
    };
  },
};
