import { MouthWatcher } from '../voices/mouth-watcher.ts';
import type { WatchingPass } from './pass.ts';

/** How far mouths are open, by which is told who speaks. A film without sound has nobody who does. */
export const mouthsPass: WatchingPass = {
  name: 'mouths',
  version: 1,
  after: ['probe'],
  step: 'mouths',
  weight: 0.3,

  async input({ video }, { models }) {
    return `${video.fingerprint}|${models.faceDetector.modelId}|${models.faceLandmarker.modelId}`;
  },

  watch({ video, probe }, { models, store }) {
    const watcher = new MouthWatcher(models.faceDetector, models.faceLandmarker);
    const hasSound = probe.audio.length > 0;
    return {
      sample: async ({ frame }) => {
        if (hasSound) await watcher.watch(frame);
      },
      finish: () => () => store.voices.replaceMouths(video.id, watcher.samples),
    };
  },
};
