import type { Box } from '../domain/box.ts';
import { writeContent } from '../media/placed-file.ts';

/** A box in pixels of the displayed picture. */
export interface TimedBox extends Box {
  readonly time: number;
  /** 0..1 */
  readonly confidence: number;
}

/**
 * One track in the format of MOTChallenge: `frame,id,x,y,width,height,confidence,-1,-1,-1` a line, frames counted from 1 at
 * `frameRate` a second. Of two boxes that fall into one frame the first is written.
 */
export function trackText(boxes: readonly TimedBox[], frameRate: number): string {
  const lines = new Map<number, string>();
  for (const { time, x, y, width, height, confidence } of boxes) {
    const frame = Math.round(time * frameRate) + 1;
    if (lines.has(frame)) continue;
    const values = [x, y, width, height].map((value) => value.toFixed(2));
    lines.set(frame, `${frame},1,${values.join(',')},${confidence.toFixed(3)},-1,-1,-1\n`);
  }
  return [...lines.values()].join('');
}

/** Writes a track to a path that was checked before. Throws a UserFacingError when it cannot be written. */
export function writeTrack(path: string, boxes: readonly TimedBox[], frameRate: number): Promise<void> {
  return writeContent(path, trackText(boxes, frameRate));
}
