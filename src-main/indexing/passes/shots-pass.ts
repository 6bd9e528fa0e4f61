import { ShotDetector } from '../../media/shot-detector.ts';
import type { WatchingPass } from './pass.ts';

/** Where one shot ends and the next begins. */
export const shotsPass: WatchingPass = {
  name: 'shots',
  version: 1,
  after: ['probe'],
  step: 'shots',
  weight: 0.3,

  async input({ video }) {
    return video.fingerprint;
  },

  watch({ video, probe }, { store }) {
    const detector = new ShotDetector();
    return {
      small: (frame) => detector.push(frame),
      finish: () => {
        const shots = detector.finish(probe.duration);
        return () => store.videos.replaceShots(video.id, shots);
      },
    };
  },
};
