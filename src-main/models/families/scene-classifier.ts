import type { RgbImage } from '../../domain/image.ts';

export interface SceneDescription {
  /** Probability 0..1 of each class, in the classifier's order. */
  readonly probabilities: Float32Array;
  /** What the model saw before it chose a class, for likeness of pictures; null where the graph does not give it. */
  readonly embedding: Float32Array | null;
}

/** Says what a whole picture shows. */
export interface SceneClassifier {
  readonly modelId: string;
  readonly classes: readonly string[];
  classify(image: RgbImage): Promise<SceneDescription>;
}
