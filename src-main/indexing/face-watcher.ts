import type { DetectedFace } from '../domain/face.ts';
import type { Frame } from '../domain/image.ts';
import type { ModelSet } from '../models/model-interfaces.ts';
import { FaceLinker, type FaceChain, type FaceObservation } from './face-linker.ts';
import { faceQuality } from './face-quality.ts';

/** A chain's face is looked at again after this long. */
const lookSeconds = 1;

/** Finds the faces of sampled frames, links them, and looks closely at as few as will do. */
export class FaceWatcher {
  readonly #models: ModelSet;
  readonly #linker = new FaceLinker();
  #lookAtAll = true;

  constructor(models: ModelSet) {
    this.#models = models;
  }

  /** Embeds every face of the next sample, since the picture may have changed. */
  lookAnew(): void {
    this.#lookAtAll = true;
  }

  async watch(frame: Frame): Promise<void> {
    const faces = await this.#models.faceDetector.detect(frame);
    const light = brightnessOf(frame);
    const observations = faces.map((face) => observationOf(frame, face, light));
    const chains = this.#linker.add(frame.time, observations);
    for (const [index, observation] of observations.entries()) {
      const before = chains[index]!.observations.findLast((seen) => seen.embedding !== null);
      if (!this.#lookAtAll && before && frame.time - before.time < lookSeconds) continue;
      const face = faces[index]!;
      observation.embedding = (await this.#models.faceEmbedder.describe(frame, face)).embedding;
      observation.quality = faceQuality(face);
    }
    this.#lookAtAll = false;
  }

  /** All chains of faces that were seen. */
  finish(): FaceChain[] {
    return this.#linker.finish();
  }
}

function observationOf(picture: Frame, { box, confidence }: DetectedFace, light: number): FaceObservation {
  return {
    time: picture.time,
    box: {
      x: box.x / picture.width,
      y: box.y / picture.height,
      width: box.width / picture.width,
      height: box.height / picture.height,
    },
    confidence,
    light,
    quality: 0,
    embedding: null,
  };
}

/** A picture's mean over a sample of its channel values, 0..255. */
function brightnessOf({ data }: Frame): number {
  const step = 61;
  let sum = 0;
  for (let i = 0; i < data.length; i += step) sum += data[i]!;
  return sum / Math.ceil(data.length / step);
}
