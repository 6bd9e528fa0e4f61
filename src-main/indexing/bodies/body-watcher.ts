import type { Frame } from '../../domain/image.ts';
import type { ModelSet } from '../../models/model-interfaces.ts';
import { peopleIn } from './people-in-picture.ts';
import { viewOf } from './surroundings.ts';
import type { BodyFrame, BodySighting } from './body-tracks.ts';

/** Finds and describes the bodies in the frames that stand for what a film shows. */
export class BodyWatcher {
  readonly frames: BodyFrame[] = [];
  readonly #models: ModelSet;

  constructor(models: ModelSet) {
    this.#models = models;
  }

  async watch(frame: Frame): Promise<void> {
    const { objectDetector, personEmbedder } = this.#models;
    const { width, height } = frame;
    const sightings: BodySighting[] = [];
    for (const { box, confidence } of peopleIn(await objectDetector.detect(frame))) {
      sightings.push({
        time: frame.time,
        box: {
          x: box.x / width,
          y: box.y / height,
          width: box.width / width,
          height: box.height / height,
        },
        confidence,
        look: await personEmbedder.describe(frame, box),
      });
    }
    this.frames.push({ time: frame.time, view: viewOf(frame), sightings });
  }
}
