import type { Box } from '../domain/box.ts';
import type { PersonEmbedder } from '../models/families/person-embedder.ts';
import type { AppearanceDescriber, TrackingFrame } from './tracking-frame.ts';

/** Appearances by a model that knows people again; anything else in a box is described as if it were a person. */
export class ModelAppearance implements AppearanceDescriber {
  readonly #embedder: Pick<PersonEmbedder, 'describe'>;

  constructor(embedder: Pick<PersonEmbedder, 'describe'>) {
    this.#embedder = embedder;
  }

  async describe({ picture }: TrackingFrame, boxes: readonly Box[]): Promise<Float32Array[]> {
    const appearances: Float32Array[] = [];
    for (const box of boxes) appearances.push(await this.#embedder.describe(picture, box));
    return appearances;
  }
}
