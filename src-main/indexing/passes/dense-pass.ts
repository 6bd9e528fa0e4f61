import { DescribedFrames, recallFrames } from '../described-frames.ts';
import type { WatchingPass } from './pass.ts';

/** What the film shows, wherever it comes to show something else. */
export const densePass: WatchingPass = {
  name: 'dense',
  version: 1,
  after: ['probe'],
  step: 'dense',
  weight: 0.5,

  async input({ video }, { models }) {
    return `${video.fingerprint}|${models.pictures.modelId}`;
  },

  watch(work, tools) {
    const frames = new DescribedFrames('dense', work, tools);
    return {
      sample: async ({ frame, isChosen }) => {
        if (isChosen) await frames.add(frame);
      },
      finish: () => frames.finish(),
    };
  },

  recall: (work, tools) => recallFrames('dense', work, tools),
};
