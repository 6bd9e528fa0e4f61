import type { Box } from '../../domain/box.ts';
import type { RgbImage } from '../../domain/image.ts';

/** A part of a picture that may hold a thing. */
export interface Region {
  /** What the thing is most like, of the detector's classes; empty where nothing is claimed to be. */
  readonly label: string;
  /** 0..1; low values are worth a look where a certain thing is sought. */
  readonly confidence: number;
  /** Fractions of the picture, within it. */
  readonly box: Box;
}

/** Describes parts of pictures so that one thing can be told from the others of its class. */
export interface RegionEncoder {
  readonly modelId: string;
  readonly dimension: number;
  /** Parts that may hold a thing, the likeliest first, among them the whole picture. */
  propose(image: RgbImage): Promise<Region[]>;
  /** One `[dimension]` vector of length 1 for each box (fractions of the picture), in their order. */
  describe(image: RgbImage, boxes: readonly Box[]): Promise<Float32Array[]>;
}
