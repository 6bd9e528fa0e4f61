import type { RgbImage } from '../domain/image.ts';

export const hueBins = 8;
export const edgeBins = 6;

/**
 * Brightness, colour and edges of a picture, pixel by pixel, `[height, width]` each. Channels are divided by their
 * means over the picture first, so that a brighter or warmer light changes little.
 */
export class FramePlanes {
  readonly width: number;
  readonly height: number;
  /** 0..2, 1 is the picture's mean. */
  readonly light: Float32Array;
  /** Red against green and both against blue, about -1..1. */
  readonly redGreen: Float32Array;
  readonly yellowBlue: Float32Array;
  /** Hue as a number of bins, 0 <= hue < hueBins. */
  readonly hue: Float32Array;
  /** How far the hue counts, 0 grey .. 1 vivid. */
  readonly vivid: Float32Array;
  /** Direction of the edge as a bin, 0..edgeBins - 1; both sides of an edge count alike. */
  readonly edge: Uint8Array;
  /** Strength of the edge, about 0..1. */
  readonly edgeStrength: Float32Array;

  constructor(picture: RgbImage) {
    const { width, height } = picture;
    const count = width * height;
    this.width = width;
    this.height = height;
    this.light = new Float32Array(count);
    this.redGreen = new Float32Array(count);
    this.yellowBlue = new Float32Array(count);
    this.hue = new Float32Array(count);
    this.vivid = new Float32Array(count);
    this.edge = new Uint8Array(count);
    this.edgeStrength = new Float32Array(count);
    this.#readColours(picture);
    this.#readEdges();
  }

  #readColours({ data }: RgbImage): void {
    const scales = channelScales(data);
    for (let i = 0, j = 0; j < this.light.length; i += 3, j++) {
      const red = Math.min(2, data[i]! * scales[0]);
      const green = Math.min(2, data[i + 1]! * scales[1]);
      const blue = Math.min(2, data[i + 2]! * scales[2]);
      const most = Math.max(red, green, blue);
      const spread = most - Math.min(red, green, blue);
      this.light[j] = 0.299 * red + 0.587 * green + 0.114 * blue;
      this.redGreen[j] = red - green;
      this.yellowBlue[j] = (red + green) / 2 - blue;
      // Dark pixels have hues of noise alone.
      this.vivid[j] = most > 0.05 ? Math.min(1, (1.6 * spread) / (most + 0.15)) : 0;
      if (spread === 0) continue;
      const sixth =
        most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread; // prettier-ignore
      this.hue[j] = (((sixth + 6) % 6) / 6) * hueBins;
    }
  }

  #readEdges(): void {
    const { width, height, light } = this;
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1; x < width - 1; x++) {
        const i = y * width + x;
        const across = light[i + 1]! - light[i - 1]!;
        const down = light[i + width]! - light[i - width]!;
        this.edgeStrength[i] = Math.min(1, Math.hypot(across, down));
        const turn = Math.atan2(down, across) / Math.PI + 1;
        this.edge[i] = Math.floor(turn * edgeBins) % edgeBins;
      }
    }
  }
}

/** Factors that bring the mean of each channel to 1; a channel that is nearly empty is not blown up. */
function channelScales(data: Uint8Array): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 3) {
    sums[0] += data[i]!;
    sums[1] += data[i + 1]!;
    sums[2] += data[i + 2]!;
  }
  const pixels = Math.max(1, data.length / 3);
  const all = (sums[0] + sums[1] + sums[2]) / 3 / pixels;
  const scale = (sum: number): number => 1 / Math.max(8, sum / pixels, 0.4 * all);
  return [scale(sums[0]), scale(sums[1]), scale(sums[2])];
}
