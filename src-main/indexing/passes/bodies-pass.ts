import type { VideoRow } from '../../store/video-table.ts';
import { bodyTracksOf } from '../bodies/body-tracks.ts';
import { BodyWatcher } from '../bodies/body-watcher.ts';
import { recallDense, wasIndexed } from '../described-frames.ts';
import type { PassTools, WatchingPass } from './pass.ts';

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

  watch({ video }, tools) {
    const watcher = new BodyWatcher(tools.models);
    return {
      sample: async ({ frame, isChosen }) => {
        if (isChosen) await watcher.watch(frame);
      },
      finish: () => () => writeTracks(video, watcher, tools),
    };
  },

  // Only for films that were indexed whole, with another model: see “what a kept picture is good for”.
  recall(work, tools) {
    const pictures = wasIndexed('summary', work.video, tools) ? recallDense(work, tools) : null;
    if (!pictures) return null;
    return async () => {
      const watcher = new BodyWatcher(tools.models);
      for await (const frame of pictures) {
        await tools.breathe();
        await watcher.watch(frame);
        work.reached(frame.time);
      }
      return () => writeTracks(work.video, watcher, tools);
    };
  },
};

function writeTracks({ id }: VideoRow, { frames }: BodyWatcher, { models, store }: PassTools): void {
  const tracks = bodyTracksOf(frames, store.videos.shots(id), models.personEmbedder.modelId);
  store.bodies.replaceTracks(id, tracks);
}
