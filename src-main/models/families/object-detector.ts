import type { Box } from '../../domain/box.ts';
import type { RgbImage } from '../../domain/image.ts';

/** A thing in a picture. */
export interface DetectedObject {
  /** One of the detector's classes. */
  readonly label: string;
  /** 0..1 */
  readonly confidence: number;
  /** In pixels of the picture; may reach a little beyond its edges, where the thing is cut off. */
  readonly box: Box;
}

/** Finds things of a fixed list of classes in a picture. */
export interface ObjectDetector {
  readonly modelId: string;
  readonly classes: readonly string[];
  /** Best first; overlapping claims of one thing already reduced to the best. */
  detect(image: RgbImage): Promise<DetectedObject[]>;
}
