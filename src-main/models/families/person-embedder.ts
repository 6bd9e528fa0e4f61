import type { Box } from '../../domain/box.ts';
import type { RgbImage } from '../../domain/image.ts';

/** Describes a whole person by clothes and figure, so that somebody is known again from behind within a film. */
export interface PersonEmbedder {
  readonly modelId: string;
  readonly dimension: number;
  /** `[dimension]`, length 1, of the person in the box (pixels of the picture). */
  describe(image: RgbImage, person: Box): Promise<Float32Array>;
}
