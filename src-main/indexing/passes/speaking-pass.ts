import { readFrames } from '../../media/frame-reader.ts';
import { pcmSampleRate } from '../../media/pcm-reader.ts';
import type { ActiveSpeakerModel } from '../../models/families/active-speaker-model.ts';
import { speakerFacePixels, speakerPictureRate } from '../../models/families/active-speaker-model.ts';
import type { SpeakingFace } from '../../store/mouth-code.ts';
import { sampleHeight, sampleWidth } from '../decoding/picture-sizes.ts';
import { pieceSound } from '../speech/piece-sound.ts';
import { faceClips } from '../voices/face-clips.ts';
import { certaintiesAt, facesInSpeech, groupStretches } from '../voices/faces-in-speech.ts';
import type { PassTools, PassWork, RunningPass } from './pass.ts';

/** Which faces speak, as a model of active speakers sees it; nothing without such a model. */
export const speakingPass: RunningPass = {
  name: 'speaking',
  version: 1,
  after: ['probe', 'faces', 'audio'],
  step: 'speaking',
  // Next to nothing without a model of active speakers, which the program does not come with.
  weight: 0.02,

  async input({ video }, { models }) {
    return [video.fingerprint, models.activeSpeaker?.modelId ?? 'none'].join('|');
  },

  async run(work, tools) {
    const { video, probe } = work;
    const { store, models } = tools;
    const model = models.activeSpeaker;
    if (!model) return () => store.voices.replaceSpeakingFaces(video.id, null);
    const isSeenAndHeard = probe.video !== null && probe.audio.length > 0;
    const faces = isSeenAndHeard ? await watchFaces(work, tools, model) : [];
    return () => store.voices.replaceSpeakingFaces(video.id, { model: model.modelId, faces });
  },
};

/** Every face of the film during speech, in time order. */
async function watchFaces(
  { video, probe, reached, warn }: PassWork,
  { ffmpeg, store, signal, breathe }: PassTools,
  model: ActiveSpeakerModel,
): Promise<SpeakingFace[]> {
  const tracks = store.faces.tracks(video.id).map(({ id }) => store.faces.samples(id));
  const found: SpeakingFace[] = [];
  for (const { stretches, ...interval } of groupStretches(
    facesInSpeech(tracks, store.videos.speech(video.id)),
  )) {
    const sound = await pieceSound(ffmpeg, video.path, [interval], signal);
    const request = {
      path: video.path,
      probe,
      maxWidth: sampleWidth,
      maxHeight: sampleHeight,
      sampling: { kind: 'all' } as const,
      interval,
      onWarning: warn,
    };
    for await (const { stretch, faces } of faceClips(readFrames(ffmpeg, request, signal), stretches)) {
      await breathe();
      const pictures = faces.length / speakerFacePixels ** 2;
      if (pictures === 0) continue;
      const first = Math.round((stretch.start - interval.start) * pcmSampleRate);
      const length = Math.round((pictures / speakerPictureRate) * pcmSampleRate);
      const speaking = await model.speaking(faces, sound.subarray(first, first + length));
      found.push(...certaintiesAt(stretch, speaking));
      reached(stretch.end);
    }
  }
  return found.toSorted((a, b) => a.time - b.time);
}
