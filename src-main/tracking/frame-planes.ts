import type { RgbImage } from '../domain/image.ts';

export const hueBins = 8;
export const edgeBins = 6;

/** One step of the planes in bytes: light and colours count in hundredths, hues in 32nds of a bin. */
export const lightStep = 1 / 100;
export const hueStep = 1 / 32;
export const shareStep = 1 / 255;

/** Weaker edges count as none. */
const faintEdge = 0.03;

/**
 * Brightness, colour and edges of a picture, pixel by pixel, `[height, width]` each, in bytes, so that a stretch of a
 * film fits into memory. Channels are divided by their means over the picture first, so that a brighter or warmer light
 * changes little.
 */
export class FramePlanes {
  readonly width: number;
  readonly height: number;
  /** 0..2 in steps of `lightStep`, 1 is the picture's mean. */
  readonly light: Uint8Array;
  /** Red against green and both against blue, -1.2..1.2 in steps of `lightStep`. */
  readonly redGreen: Int8Array;
  readonly yellowBlue: Int8Array;
  /** In steps of `hueStep`: 0 <= hue < hueBins. */
  readonly hue: Uint8Array;
  /** How far the hue counts, 0 grey .. 1 vivid, in steps of `shareStep`. */
  readonly vivid: Uint8Array;
  /** Direction of the edge as a bin, 0..edgeBins - 1; both sides of an edge count alike. */
  readonly edge: Uint8Array;
  /** Strength of the edge, 0..1 in steps of `shareStep`. */
  readonly edgeStrength: Uint8Array;

  constructor(picture: RgbImage) {
    const { width, height } = picture;
    const count = width * height;
    this.width = width;
    this.height = height;
    this.light = new Uint8Array(count);
    this.redGreen = new Int8Array(count);
    this.yellowBlue = new Int8Array(count);
    this.hue = new Uint8Array(count);
    this.vivid = new Uint8Array(count);
    this.edge = new Uint8Array(count);
    this.edgeStrength = new Uint8Array(count);
    this.#readColours(picture);
    this.#readEdges();
  }

  #readColours({ data }: RgbImage): void {
    const { light, redGreen, yellowBlue, hue, vivid } = this;
    const [redScale, greenScale, blueScale] = channelScales(data);
    for (let i = 0, j = 0; j < light.length; i += 3, j++) {
      const red = Math.min(2, data[i]! * redScale);
      const green = Math.min(2, data[i + 1]! * greenScale);
      const blue = Math.min(2, data[i + 2]! * blueScale);
      light[j] = (0.299 * red + 0.587 * green + 0.114 * blue) / lightStep;
      redGreen[j] = limited(red - green) / lightStep;
      yellowBlue[j] = limited((red + green) / 2 - blue) / lightStep;
      const most = red > green ? (red > blue ? red : blue) : green > blue ? green : blue;
      const least = red < green ? (red < blue ? red : blue) : green < blue ? green : blue;
      const spread = most - least;
      // Dark pixels have hues of noise alone.
      if (spread < 0.01 || most < 0.05) continue;
      vivid[j] = Math.min(1, (1.6 * spread) / (most + 0.15)) / shareStep;
      let sixth: number;
      if (most === red) sixth = (green - blue) / spread + (green < blue ? 6 : 0);
      else if (most === green) sixth = 2 + (blue - red) / spread;
      else sixth = 4 + (red - green) / spread;
      // 6 sixths are 0 again: a byte of 8 bins of 32 steps turns over by itself.
      hue[j] = ((sixth / 6) * hueBins) / hueStep;
    }
  }

  #readEdges(): void {
    const { width, height, light, edge, edgeStrength } = this;
    for (let y = 1; y < height - 1; y++) {
      for (let i = y * width + 1, end = i + width - 2; i < end; i++) {
        const across = light[i + 1]! - light[i - 1]!;
        const down = light[i + width]! - light[i - width]!;
        const strength = Math.sqrt(across * across + down * down) * lightStep;
        if (strength < faintEdge) continue;
        edgeStrength[i] = Math.min(1, strength) / shareStep;
        edge[i] = Math.floor((Math.atan2(down, across) / Math.PI + 1) * edgeBins) % edgeBins;
      }
    }
  }
}

function limited(value: number): number {
  return value < -1.2 ? -1.2 : value > 1.2 ? 1.2 : value;
}

/** Factors that bring the mean of each channel to 1; a channel that is nearly empty is not blown up. */
function channelScales(data: Uint8Array): [number, number, number] {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let i = 0; i < data.length; i += 3) {
    red += data[i]!;
    green += data[i + 1]!;
    blue += data[i + 2]!;
  }
  const pixels = Math.max(1, data.length / 3);
  const all = (red + green + blue) / 3 / pixels;
  const scale = (sum: number): number => 1 / Math.max(8, sum / pixels, 0.4 * all);
  return [scale(red), scale(green), scale(blue)];
}
