import { sampleAffine } from './affine-sampler.ts';
import { normalised } from '../domain/vector.ts';
import type { Box } from '../domain/box.ts';
import type { RgbImage } from '../domain/image.ts';
import type { PersonEmbedder } from './families/person-embedder.ts';

/** The embedder's name; raised whenever it describes people otherwise. */
export const clothesModel = 'clothes-1';

/** Pixels of the reduced body that is looked at. */
const width = 48;
const height = 96;

/** The parts of a body's box, as shares of its height from the top: head, upper body, what is below. */
const parts = [
  { from: 0, to: 0.22 },
  { from: 0.3, to: 0.6 },
  { from: 0.6, to: 1 },
] as const;

const hues = 8;
const saturations = 3;
const lights = 4;
/** Below these a pixel has no hue worth a name. */
const leastSaturation = 0.2;
const leastLight = 0.08;
const colours = hues * saturations * lights + lights;

const directions = 8;
/** Contrast of the logarithm of light between neighbours, from which an edge is weak, and strong. */
const weakEdge = 0.1;
const strongEdge = 0.4;
const strengths = 3;
const textures = directions * strengths;
/** What textures weigh beside colours. */
const textureShare = 0.7;

/** How fast the weight of pixels falls off from the box's middle, where the background begins. */
const narrowness = 8;

/**
 * Describes a person by the colours and textures of head, upper and lower body: no trained model, but it tells people in
 * different clothes apart within a scene.
 *
 * Of each part: a histogram of hue, saturation and light, greys apart, and one of the directions and strengths of edges;
 * square roots, so that the cosine is Hellinger's kernel.
 */
export class ClothesEmbedder implements PersonEmbedder {
  readonly modelId = clothesModel;
  readonly dimension = parts.length * (colours + textures);

  async describe(image: RgbImage, person: Box): Promise<Float32Array> {
    const box = inside(image, person);
    if (!(box.width > 0 && box.height > 0)) {
      throw new RangeError('A person without size cannot be described.');
    }
    const map = { a: box.width / width, b: 0, tx: box.x, c: 0, d: box.height / height, ty: box.y };
    const pixels = sampleAffine(image, map, width, height, { scale: 1 / 255, offset: 0 });
    const look = new Float32Array(this.dimension);
    parts.forEach(({ from, to }, index) => {
      const at = index * (colours + textures);
      const top = Math.floor(from * height);
      const bottom = Math.ceil(to * height);
      addColours(pixels, top, bottom, look.subarray(at, at + colours));
      addTextures(pixels, top, bottom, look.subarray(at + colours, at + colours + textures));
    });
    return normalised(look);
  }
}

function inside(image: RgbImage, { x, y, width: across, height: down }: Box): Box {
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  return {
    x: left,
    y: top,
    width: Math.min(image.width, x + across) - left,
    height: Math.min(image.height, y + down) - top,
  };
}

function weightAt(column: number): number {
  const off = (column + 0.5) / width - 0.5;
  return Math.exp(-narrowness * off * off);
}

function addColours(pixels: Float32Array, top: number, bottom: number, histogram: Float32Array): void {
  for (let y = top; y < bottom; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      const [r, g, b] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!];
      const most = Math.max(r, g, b);
      const least = Math.min(r, g, b);
      const saturation = most > 0 ? (most - least) / most : 0;
      const light = Math.min(lights - 1, Math.floor(Math.sqrt(most) * lights));
      const weight = weightAt(x);
      if (saturation < leastSaturation || most < leastLight) {
        histogram[hues * saturations * lights + light]! += weight;
        continue;
      }
      const place = hueOf(r, g, b, most, least) * hues;
      const hue = Math.floor(place) % hues;
      const share = place - Math.floor(place);
      const strength = Math.min(
        saturations - 1,
        Math.floor(((saturation - leastSaturation) / (1 - leastSaturation)) * saturations),
      );
      histogram[(hue * saturations + strength) * lights + light]! += weight * (1 - share);
      histogram[(((hue + 1) % hues) * saturations + strength) * lights + light]! += weight * share;
    }
  }
  takeRoots(histogram, 1);
}

/** 0..1 around the circle from red. */
function hueOf(r: number, g: number, b: number, most: number, least: number): number {
  const range = most - least;
  if (most === r) return (((g - b) / range + 6) % 6) / 6;
  return (most === g ? (b - r) / range + 2 : (r - g) / range + 4) / 6;
}

function addTextures(pixels: Float32Array, top: number, bottom: number, histogram: Float32Array): void {
  const light = (x: number, y: number): number => {
    const at = (y * width + x) * 3;
    return Math.log(0.03 + 0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!);
  };
  for (let y = Math.max(1, top); y < Math.min(height - 1, bottom); y++) {
    for (let x = 1; x < width - 1; x++) {
      const across = light(x + 1, y) - light(x - 1, y);
      const down = light(x, y + 1) - light(x, y - 1);
      const contrast = Math.hypot(across, down);
      const turn = ((Math.atan2(down, across) + Math.PI) % Math.PI) / Math.PI;
      const direction = Math.min(directions - 1, Math.floor(turn * directions));
      const strength = contrast < weakEdge ? 0 : contrast < strongEdge ? 1 : 2;
      histogram[direction * strengths + strength]! += weightAt(x);
    }
  }
  takeRoots(histogram, textureShare);
}

/** Brings a histogram to square roots of shares times `weight`. */
function takeRoots(histogram: Float32Array, weight: number): void {
  const total = histogram.reduce((sum, value) => sum + value, 0);
  if (total === 0) return;
  for (let i = 0; i < histogram.length; i++) histogram[i] = weight * Math.sqrt(histogram[i]! / total);
}
