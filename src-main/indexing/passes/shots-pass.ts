import type { Shot } from '../../domain/shot.ts';
import type { WatchingPass } from './pass.ts';

/** Where one shot ends and the next begins. */
export const shotsPass: WatchingPass = {
  name: 'shots',
  version: 2,
  after: ['probe'],
  step: 'shots',
  weight: 0.3,

  async input({ video }) {
    return video.fingerprint;
  },

  watch({ video }, { store }) {
    let shots: readonly Shot[] = [];
    return {
      shots: (found) => {
        shots = found;
      },
      finish: () => () => store.videos.replaceShots(video.id, shots),
    };
  },
};
