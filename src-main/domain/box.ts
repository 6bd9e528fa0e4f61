/** A rectangle over a picture. Unless said otherwise in fractions of the displayed picture, 0..1, origin top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function areaOf(box: Box): number {
  return Math.max(0, box.width) * Math.max(0, box.height);
}

export function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Area that two boxes in the same units share. */
export function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union of two boxes in the same units, 0..1. */
export function boxIou(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  return shared > 0 ? shared / (areaOf(a) + areaOf(b) - shared) : 0;
}

/** The box between two others, `share` (0..1) of the way from the first one. */
export function boxBetween(a: Box, b: Box, share: number): Box {
  const between = (from: number, to: number): number => from + (to - from) * share;
  return {
    x: between(a.x, b.x),
    y: between(a.y, b.y),
    width: between(a.width, b.width),
    height: between(a.height, b.height),
  };
}
