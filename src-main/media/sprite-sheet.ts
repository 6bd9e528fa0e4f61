import sharp from 'sharp';
import type { Frame } from '../domain/image.ts';
import { fitWithin } from './picture-filters.ts';
import type { MediaProbe } from './probe.ts';
import { writeWhole } from './whole-file.ts';

/** How a sheet of small pictures is laid out: tile `n` shows the film from `n * interval` s, row by row. */
export interface SpriteLayout {
  readonly interval: number;
  readonly columns: number;
  readonly rows: number;
  readonly count: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

const mostTiles = 200;
const tileWidth = 160;
const tilesPerRow = 20;

/** One JPEG with at most 200 pictures of a film at an even interval, put together while the film is decoded. */
export class SpriteSheet {
  readonly layout: SpriteLayout;
  readonly #sheet: Buffer;
  #filled = 0;
  #last: Uint8Array | null = null;

  constructor(probe: MediaProbe) {
    this.layout = spriteLayoutFor(probe);
    const { columns, rows, tileWidth, tileHeight } = this.layout;
    this.#sheet = Buffer.alloc(columns * rows * tileWidth * tileHeight * 3);
  }

  /** Takes the film's pictures in time order, as many as there are. */
  async add(frame: Frame): Promise<void> {
    const { count, interval } = this.layout;
    const tile = Math.min(count - 1, Math.floor(frame.time / interval + 1e-6));
    if (tile < this.#filled) return;
    const picture = await this.#tileOf(frame);
    // A tile without a picture of its own shows the one before it, as the player would.
    this.#fillUpTo(tile, this.#last ?? picture);
    this.#fillUpTo(tile + 1, picture);
    this.#last = picture;
  }

  /** Writes the sheet. Needs one picture at least. */
  async write(output: string): Promise<void> {
    const { count, columns, rows, tileWidth, tileHeight } = this.layout;
    if (!this.#last) throw new RangeError('a sheet of no pictures');
    this.#fillUpTo(count, this.#last);
    const raw = { width: columns * tileWidth, height: rows * tileHeight, channels: 3 as const };
    await writeWhole(output, (temporary) =>
      sharp(this.#sheet, { raw }).jpeg({ quality: 72 }).toFile(temporary),
    );
  }

  async #tileOf({ width, height, data }: Frame): Promise<Uint8Array> {
    const { tileWidth, tileHeight } = this.layout;
    if (width === tileWidth && height === tileHeight) return data;
    return sharp(data, { raw: { width, height, channels: 3 } })
      .resize(tileWidth, tileHeight, { fit: 'fill' })
      .raw()
      .toBuffer();
  }

  #fillUpTo(end: number, picture: Uint8Array): void {
    while (this.#filled < end) place(this.#sheet, this.layout, this.#filled++, picture);
  }
}

/** The layout of a film's sheet: an interval of whole seconds, at least one and at most 200 tiles. */
export function spriteLayoutFor(probe: MediaProbe): SpriteLayout {
  const interval = Math.max(1, Math.ceil(probe.duration / mostTiles));
  const count = Math.max(1, Math.ceil(probe.duration / interval - 1e-6));
  const { width, height } = probe.video
    ? fitWithin(probe.video, tileWidth, tileWidth * 2)
    : { width: 160, height: 90 };
  const columns = Math.min(count, tilesPerRow);
  return { interval, columns, rows: Math.ceil(count / columns), count, tileWidth: width, tileHeight: height };
}

function place(sheet: Uint8Array, layout: SpriteLayout, tile: number, picture: Uint8Array): void {
  const { columns, tileWidth, tileHeight } = layout;
  const top = Math.floor(tile / columns) * tileHeight;
  const left = (tile % columns) * tileWidth;
  const stride = columns * tileWidth * 3;
  for (let y = 0; y < tileHeight; y++) {
    sheet.set(picture.subarray(y * tileWidth * 3, (y + 1) * tileWidth * 3), (top + y) * stride + left * 3);
  }
}
