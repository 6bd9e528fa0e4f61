/** Sees whether a face is the one that is heard. */
export interface ActiveSpeakerModel {
  readonly modelId: string;
  /**
   * How certain it is of each picture of one face that the face speaks the sound.
   * @param faces grey crops of {@link speakerFacePixels} pixels a side, 25 a second: `[pictures, 112, 112]`, 0..255
   * @param samples 16 kHz mono of the same time, -1..1; what is missing at the end counts as silence
   * @returns `[pictures]`, 0..1
   */
  speaking(faces: Uint8Array, samples: Float32Array): Promise<Float32Array>;
}

export const speakerFacePixels = 112;
/** Pictures a second that such models are trained on. */
export const speakerPictureRate = 25;
