import type { SpriteSheet } from '../../src-main/api/contract.ts';

/** Where the tile for a time lies on its sheet, in tiles from the left top; null for an empty sheet. */
export function spriteTile(sheet: SpriteSheet, time: number): { column: number; row: number } | null {
  if (sheet.count === 0) return null;
  const index = Math.min(sheet.count - 1, Math.max(0, Math.floor(time / sheet.interval)));
  return { column: index % sheet.columns, row: Math.floor(index / sheet.columns) };
}
