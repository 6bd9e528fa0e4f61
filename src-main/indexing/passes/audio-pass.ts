import { decodeInThread } from '../decoding/decode-thread.ts';
import { SpeechSegmenter } from '../speech-segments.ts';
import { SoundListener } from '../voices/sound-listener.ts';
import { VoiceListener } from '../voices/voice-listener.ts';
import { VoiceWindowListener } from '../voices/voice-windows.ts';
import { voiceDimension, voiceFrameModel } from '../../models/voice-frames.ts';
import type { RunningPass } from './pass.ts';

const sampleRate = 16_000;

/**
 * When somebody speaks, and what the voices are like; where models for that were chosen, laughter and music too, and what
 * a speaker embedder makes of the voices.
 */
export const audioPass: RunningPass = {
  name: 'audio',
  version: 2,
  after: ['probe'],
  step: 'audio',
  weight: 0.12,

  async input({ video }, { models }) {
    const { voiceActivity, audioEvents, speakerEmbedder } = models;
    const chosen = [audioEvents, speakerEmbedder].flatMap((model) => (model ? [model.modelId] : []));
    return [video.fingerprint, voiceActivity.modelId, voiceFrameModel, ...chosen].join('|');
  },

  async run({ video, probe, reached }, { ffmpeg, models, store, signal, breathe }) {
    const { voiceActivity, audioEvents, speakerEmbedder } = models;
    const { stepSize } = voiceActivity;
    const segmenter = new SpeechSegmenter(stepSize / sampleRate);
    const listener = new VoiceListener();
    const sounds = audioEvents ? new SoundListener(audioEvents) : null;
    const sound = { ffmpeg, path: video.path, stepSize };
    // Where speech is, is only known when all was heard: for windows of speech the sound is decoded once more.
    const share = speakerEmbedder ? 0.5 : 1;
    if (probe.audio.length > 0) {
      voiceActivity.reset();
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
        reached(time * share);
        await breathe();
      }
    }
    const speech = segmenter.finish();
    const frames = listener.within(speech);
    const heard = (await sounds?.finish()) ?? [];
    const windows = speakerEmbedder ? new VoiceWindowListener(speakerEmbedder, speech) : null;
    if (windows && speech.length > 0) {
      for await (const { time, samples } of decodeInThread('sound', sound, { signal })) {
        await windows.hear(time, samples);
        reached(share * (video.duration + time));
        await breathe();
      }
    }
    const described = windows && (await windows.finish());
    return () => {
      store.videos.replaceSpeech(video.id, speech);
      store.videos.replaceSounds(video.id, heard);
      store.voices.replaceFrames(video.id, voiceFrameModel, frames, voiceDimension);
      store.voices.replaceWindows(video.id, described);
    };
  },
};
