import sharp from 'sharp';

/** A picture with transparency, colours already multiplied by it: `[height, width, 4]`, 8 bits. */
export interface Layer {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** For each row the first and the last + 1 column that is not fully transparent. */
  readonly spans: Uint16Array;
}

/** An opaque picture, `[height, width, 3]`, 8 bits. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface LightFactors {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** Runs librsvg over `body`, drawn in `viewBox`, and gives RGBA pixels of `width` x `height`. */
async function rasterise(
  body: string,
  viewBox: readonly [number, number, number, number],
  width: number,
  height: number,
  blur: number,
): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox.join(' ')}" preserveAspectRatio="none">${body}</svg>`;
  let picture = sharp(Buffer.from(svg)).ensureAlpha();
  if (blur >= 0.3) picture = picture.blur(blur);
  return picture.raw().toBuffer();
}

/** Draws a transparent layer; `light` colours it as its place does. */
export async function drawLayer(
  body: string,
  viewBox: readonly [number, number, number, number],
  width: number,
  height: number,
  light: LightFactors = { red: 1, green: 1, blue: 1 },
  blur = 0,
): Promise<Layer> {
  const data = await rasterise(body, viewBox, width, height, blur);
  const spans = new Uint16Array(height * 2);
  for (let y = 0; y < height; y++) {
    let first = width;
    let last = 0;
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4;
      const alpha = data[i + 3]!;
      if (alpha === 0) continue;
      first = Math.min(first, x);
      last = x + 1;
      data[i] = Math.min(255, data[i]! * light.red) * (alpha / 255);
      data[i + 1] = Math.min(255, data[i + 1]! * light.green) * (alpha / 255);
      data[i + 2] = Math.min(255, data[i + 2]! * light.blue) * (alpha / 255);
    }
    spans[y * 2] = first;
    spans[y * 2 + 1] = last;
  }
  return { width, height, data, spans };
}

/** Draws an opaque picture. */
export async function drawCanvas(
  body: string,
  viewBox: readonly [number, number, number, number],
  width: number,
  height: number,
  blur = 0,
): Promise<Canvas> {
  const rgba = await rasterise(body, viewBox, width, height, blur);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0, j = 0; i < rgba.length; i += 4, j += 3) {
    data[j] = rgba[i]!;
    data[j + 1] = rgba[i + 1]!;
    data[j + 2] = rgba[i + 2]!;
  }
  return { width, height, data };
}

/** Copies the part of `source` that begins at column `offset` over the whole of `target` (same height). */
export function copyCanvas(target: Canvas, source: Canvas, offset: number): void {
  const row = target.width * 3;
  for (let y = 0; y < target.height; y++) {
    const from = (y * source.width + offset) * 3;
    target.data.set(source.data.subarray(from, from + row), y * row);
  }
}

/** Lays `layer` over `target` with its upper left corner at (`left`, `top`), whole pixels; parts outside are cut off. */
export function layOver(target: Canvas, layer: Layer, left: number, top: number): void {
  const { data: to } = target;
  const { data: from, spans } = layer;
  const yEnd = Math.min(layer.height, target.height - top);
  for (let y = Math.max(0, -top); y < yEnd; y++) {
    const xEnd = Math.min(spans[y * 2 + 1]!, target.width - left);
    const xStart = Math.max(spans[y * 2]!, -left);
    let i = (y * layer.width + xStart) * 4;
    let j = ((y + top) * target.width + left + xStart) * 3;
    for (let x = xStart; x < xEnd; x++, i += 4, j += 3) {
      const alpha = from[i + 3]!;
      if (alpha === 255) {
        to[j] = from[i]!;
        to[j + 1] = from[i + 1]!;
        to[j + 2] = from[i + 2]!;
      } else if (alpha !== 0) {
        const rest = 255 - alpha;
        to[j] = from[i]! + ((to[j]! * rest) >> 8);
        to[j + 1] = from[i + 1]! + ((to[j + 1]! * rest) >> 8);
        to[j + 2] = from[i + 2]! + ((to[j + 2]! * rest) >> 8);
      }
    }
  }
}

/** `target` becomes `share` of `other`, a picture or one level of grey (0..255), and the rest of itself. */
export function blendInto(target: Canvas, other: Canvas | number, share: number): void {
  const weight = Math.round(share * 256);
  const rest = 256 - weight;
  const { data } = target;
  const level = typeof other === 'number' ? other * weight : 0;
  const pixels = typeof other === 'number' ? null : other.data;
  for (let i = 0; i < data.length; i++) {
    data[i] = (data[i]! * rest + (pixels ? pixels[i]! * weight : level)) >> 8;
  }
}
