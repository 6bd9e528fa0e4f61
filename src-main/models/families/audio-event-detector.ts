/** What is heard in one window of sound. */
export interface AudioWindow {
  /** Seconds from the first sample that was given. */
  readonly start: number;
  readonly end: number;
  /** Certainty 0..1 of each class by itself, in the detector's order. */
  readonly scores: Float32Array;
}

/** Tells laughter, music, barking and their like in 16 kHz mono sound. */
export interface AudioEventDetector {
  readonly modelId: string;
  readonly classes: readonly string[];
  /** Seconds that one window covers. */
  readonly windowSeconds: number;
  /** One result for each window, in time order; sound shorter than a window counts as one window with silence behind it. */
  detect(samples: Float32Array): Promise<AudioWindow[]>;
}
