import type { Box } from '../domain/box.ts';
import { lineThrough } from './straight-line.ts';
import type { Trail, TrailBox } from './trail.ts';

/** Boxes so many seconds before and after tell where a thing is. */
const reachSeconds = 0.2;

/**
 * Puts every box where its neighbours in time say that it is: a line is fitted through each side of the boxes around it.
 * Detectors draw each frame's box anew, a little beside the thing; things themselves move evenly over so short a time.
 */
export function smoothTrail(trail: Trail): TrailBox[] {
  return trail.map((each, index) => {
    const around = neighbours(trail, index);
    const fitted = (side: (box: Box) => number): number =>
      lineThrough(
        around.map(({ time }) => time),
        around.map(({ box }) => side(box)),
      )(each.time);
    const width = fitted((box) => box.width);
    const height = fitted((box) => box.height);
    const x = fitted((box) => box.x + box.width / 2) - width / 2;
    const y = fitted((box) => box.y + box.height / 2) - height / 2;
    return { ...each, box: { x, y, width, height } };
  });
}

function neighbours(trail: Trail, index: number): TrailBox[] {
  const { time } = trail[index]!;
  const isNear = (each: TrailBox | undefined): boolean =>
    each !== undefined && Math.abs(each.time - time) <= reachSeconds;
  let from = index;
  let to = index;
  while (isNear(trail[from - 1])) from--;
  while (isNear(trail[to + 1])) to++;
  return trail.slice(from, to + 1);
}
