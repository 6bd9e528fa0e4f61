import type { Frame } from '../domain/image.ts';
import { ShotList } from '../domain/shot-list.ts';
import type { Shot } from '../domain/shot.ts';
import type { ShotBoundaryModel } from './families/shot-boundary-model.ts';

/** What takes a film's pictures in time order and gives its shots, touching each other from 0 to the film's end. */
export interface StreamedShots {
  push(frame: Frame): Promise<void>;
  finish(duration: number): Promise<Shot[]>;
}

/** A learned model in the place of the training-free shot detector: the same pictures in, the same shots out. */
export function learnedShotDetector(model: ShotBoundaryModel): StreamedShots {
  const watch = model.watch();
  const list = new ShotList();
  let time = 0;
  return {
    async push(frame) {
      time = Math.max(time, frame.time);
      for (const boundary of await watch.push(frame)) list.add(boundary);
    },
    async finish(duration) {
      for (const boundary of await watch.finish()) list.add(boundary);
      return list.finish(Math.max(duration, time));
    },
  };
}
