import { bodyTracksOf } from '../bodies/body-tracks.ts';
import { BodyWatcher } from '../bodies/body-watcher.ts';
import type { WatchingPass } from './pass.ts';

/** Where people are, whichever way they look. */
export const bodiesPass: WatchingPass = {
  name: 'bodies',
  version: 1,
  after: ['shots'],
  step: 'bodies',
  weight: 0.1,

  async input({ video }, { models }) {
    return `${video.fingerprint}|${models.objectDetector.modelId}|${models.personEmbedder.modelId}`;
  },

  watch({ video }, { models, store }) {
    const watcher = new BodyWatcher(models);
    return {
      sample: async ({ frame, isChosen }) => {
        if (isChosen) await watcher.watch(frame);
      },
      finish: () => () => {
        const tracks = bodyTracksOf(
          watcher.frames,
          store.videos.shots(video.id),
          models.personEmbedder.modelId,
        );
        store.bodies.replaceTracks(video.id, tracks);
      },
    };
  },
};
