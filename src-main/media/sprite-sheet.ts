import sharp from 'sharp';
import { UserFacingError } from '../domain/errors.ts';
import { shownName } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { readFrames } from './frame-reader.ts';
import type { Sampling } from './frame-reader.ts';
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
/** Films longer than this show the keyframe next to each tile's time: many times faster than decoding everything. */
const keyframeSeconds = 600;

/**
 * Writes one JPEG with at most 200 pictures of the film at an even interval, from one decode. Throws UserFacingError
 * when the film has no pictures or none can be decoded.
 */
export async function writeSpriteSheet(
  tools: FfmpegTools,
  probe: MediaProbe,
  path: string,
  output: string,
  signal?: AbortSignal,
): Promise<SpriteLayout> {
  if (!probe.video) {
    throw new UserFacingError(
      'unsupported-media',
      `${shownName(path)} has sound but no pictures.`,
      'Choose a film with pictures.',
    );
  }
  const layout = spriteLayoutFor(probe);
  const sheet = Buffer.alloc(layout.columns * layout.rows * layout.tileWidth * layout.tileHeight * 3);
  let tile = -1;
  let last: Uint8Array | null = null;
  for await (const frame of readFrames(tools, requestFor(path, probe, layout), signal)) {
    const at = Math.min(layout.count - 1, Math.floor(frame.time / layout.interval + 1e-6));
    if (at <= tile) continue;
    // A tile without a picture of its own shows the one before it, as the player would.
    for (const missed = last ?? frame.data; tile + 1 < at;) place(sheet, layout, ++tile, missed);
    place(sheet, layout, ++tile, frame.data);
    last = frame.data;
  }
  if (!last) {
    throw new UserFacingError(
      'unreadable-file',
      `No picture of ${shownName(path)} can be decoded.`,
      'Play the file in another player to see whether it is damaged.',
    );
  }
  while (tile + 1 < layout.count) place(sheet, layout, ++tile, last);
  const raw = {
    width: layout.columns * layout.tileWidth,
    height: layout.rows * layout.tileHeight,
    channels: 3 as const,
  };
  await writeWhole(output, (temporary) => sharp(sheet, { raw }).jpeg({ quality: 72 }).toFile(temporary));
  return layout;
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

function requestFor(path: string, probe: MediaProbe, layout: SpriteLayout): Parameters<typeof readFrames>[1] {
  const sampling: Sampling =
    probe.duration > keyframeSeconds ? { kind: 'keyframes' } : { kind: 'every', seconds: layout.interval };
  return { path, probe, maxWidth: layout.tileWidth, maxHeight: layout.tileHeight, sampling };
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
