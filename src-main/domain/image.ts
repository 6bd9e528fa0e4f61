/** An RGB picture, 8 bits a channel, rows from top to bottom without padding: `data` is `[height, width, 3]`. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A decoded picture with its presentation time in seconds from the video's first presentation time. */
export interface Frame extends RgbImage {
  readonly time: number;
}
