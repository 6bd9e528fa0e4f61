import type { FrameVector } from '../../store/frame-table.ts';
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

  watch({ video }, { models: { pictures }, store }) {
    const frames: FrameVector[] = [];
    return {
      sample: async ({ frame, isChosen }) => {
        if (!isChosen) return;
        const [vector] = await pictures.encodeImages([frame]);
        frames.push({ time: frame.time, vector: vector! });
      },
      finish: () => () => store.frames.replace(video.id, 'dense', pictures.modelId, frames),
    };
  },
};
