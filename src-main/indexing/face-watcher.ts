import type { DetectedFace } from '../domain/face.ts';
import type { Frame } from '../domain/image.ts';
import type { ModelSet } from '../models/model-interfaces.ts';
import { smallFaces } from './bodies/close-look.ts';
import { cutOut, type ChainsNote } from './face-album.ts';
import { FaceLinker, type FaceChain, type FaceObservation } from './face-linker.ts';
import { faceQuality } from './face-quality.ts';
import type { PictureKeeper } from './picture-keeper.ts';

/** A chain's face is looked at again after this long. */
const lookSeconds = 1;

/** Finds the faces of sampled frames, links them, looks closely at as few as will do, and keeps what it looked at. */
export class FaceWatcher {
  readonly #models: ModelSet;
  readonly #keeper: PictureKeeper;
  readonly #linker = new FaceLinker();
  readonly #looks = new Map<FaceObservation, number>();
  #lookAtAll = true;

  constructor(models: ModelSet, keeper: PictureKeeper) {
    this.#models = models;
    this.#keeper = keeper;
  }

  /** Embeds every face of the next sample, since the picture may have changed. */
  lookAnew(): void {
    this.#lookAtAll = true;
  }

  /** @param isClose whether bodies without a face are looked at from near */
  async watch(frame: Frame, isClose: boolean): Promise<void> {
    const seen = await this.#models.faceDetector.detect(frame);
    const faces = isClose ? [...seen, ...(await smallFaces(frame, seen, this.#models))] : seen;
    const light = brightnessOf(frame);
    const observations = faces.map((face) => observationOf(frame, face, light));
    const chains = this.#linker.add(frame.time, observations);
    for (const [index, observation] of observations.entries()) {
      const before = chains[index]!.observations.findLast((seen) => seen.embedding !== null);
      if (!this.#lookAtAll && before && frame.time - before.time < lookSeconds) continue;
      const face = faces[index]!;
      observation.embedding = (await this.#models.faceEmbedder.describe(frame, face)).embedding;
      observation.quality = faceQuality(face);
      const { picture, look } = cutOut(frame, face);
      this.#looks.set(observation, await this.#keeper.keep(picture, look));
    }
    this.#lookAtAll = false;
  }

  /** All chains of faces that were seen. */
  async finish(): Promise<FaceChain[]> {
    const chains = this.#linker.finish();
    const note: ChainsNote = chains.map(({ observations }) =>
      observations.map((observation) => {
        const { time, box, confidence, light, quality } = observation;
        return { time, box, confidence, light, quality, look: this.#looks.get(observation) ?? null };
      }),
    );
    await this.#keeper.settle(note);
    return chains;
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
