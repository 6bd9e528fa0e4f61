import { z } from 'zod';
import type { Box } from '../../domain/box.ts';
import { broken, fitting, linesOf, type AnnotationText } from '../annotation-file.ts';

// Note: the MOT format
// One box a line: `frame,id,left,top,width,height,confidence` and more (https://motchallenge.net). In a truth of nine
// columns (MOT16 and later) the seventh is 0 for boxes that do not count, the eighth is the class (-1 for none) and
// the ninth how much can be seen. Ten columns (MOT15) end in a place in the world, which says nothing here.

const classColumns = 9;
const leastColumns = 6;

const row = z.object({
  frame: z.number().int().min(1).max(1e9),
  id: z.number().int().min(0).max(1e12),
  x: z.number().min(-1e9).max(1e9),
  y: z.number().min(-1e9).max(1e9),
  width: z.number().min(0).max(1e9),
  height: z.number().min(0).max(1e9),
  confidence: z.number(),
  objectClass: z.number().int().nullable(),
});

/** One box of a track, in pixels. */
export interface TrackedBox {
  readonly track: number;
  readonly box: Box;
  /** 0 marks a box of the truth that does not count. */
  readonly confidence: number;
  /** MOTChallenge's number of the class; null in files without classes. */
  readonly objectClass: number | null;
}

/** The boxes of each frame, frames counted from 1. In a frame no track has two boxes. */
export type Tracks = ReadonlyMap<number, readonly TrackedBox[]>;

/**
 * Reads a file of tracks; columns are divided by commas or blanks. Throws UserFacingError, which names the line, for
 * one that does not fit or gives a track a second box in its frame.
 */
export function readMotFile(source: AnnotationText): Tracks {
  const frames = new Map<number, TrackedBox[]>();
  const seen = new Set<string>();
  for (const { number, text } of linesOf(source)) {
    const cells = text.includes(',') ? text.split(',') : text.trim().split(/\s+/);
    if (cells.length < leastColumns) {
      throw broken(
        source,
        number,
        `a box has at least ${leastColumns} columns, this one has ${cells.length}`,
      );
    }
    const [frame, id, x, y, width, height, confidence = 1] = cells.map(numberOf);
    const objectClass = cells.length === classColumns ? numberOf(cells[7]!) : null;
    const found = fitting(source, number, row, { frame, id, x, y, width, height, confidence, objectClass });
    const key = `${found.frame} ${found.id}`;
    if (seen.has(key)) {
      throw broken(source, number, `track ${found.id} has a second box in frame ${found.frame}`);
    }
    seen.add(key);
    const boxes = frames.get(found.frame) ?? [];
    frames.set(found.frame, boxes);
    boxes.push({
      track: found.id,
      box: { x: found.x, y: found.y, width: found.width, height: found.height },
      confidence: found.confidence,
      objectClass: found.objectClass !== null && found.objectClass > 0 ? found.objectClass : null,
    });
  }
  return frames;
}

function numberOf(cell: string): number {
  return cell.trim() === '' ? NaN : Number(cell);
}
