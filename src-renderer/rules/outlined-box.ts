/** A rectangle over a picture, in fractions of it. */
export interface DrawnBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
}

/** Shares of a picture's sides: less is a click, not a box. */
const leastSide = 0.03;

/** The box between two points, inside the picture; null when it is too small to be meant. */
export function boxBetween(from: DrawnPoint, to: DrawnPoint): DrawnBox | null {
  const inside = (value: number): number => Math.min(1, Math.max(0, value));
  const [left, right] = [inside(Math.min(from.x, to.x)), inside(Math.max(from.x, to.x))];
  const [top, bottom] = [inside(Math.min(from.y, to.y)), inside(Math.max(from.y, to.y))];
  if (right - left < leastSide || bottom - top < leastSide) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A box moved or resized by the keyboard, a step of 2 % a time: arrows move, with shift they change the size. */
export function nudged(box: DrawnBox, key: string, resizes: boolean): DrawnBox | null {
  const step = 0.02;
  const over = key === 'ArrowLeft' ? -step : key === 'ArrowRight' ? step : 0;
  const down = key === 'ArrowUp' ? -step : key === 'ArrowDown' ? step : 0;
  if (over === 0 && down === 0) return null;
  const from = { x: box.x + (resizes ? 0 : over), y: box.y + (resizes ? 0 : down) };
  const to = { x: box.x + box.width + over, y: box.y + box.height + down };
  return boxBetween(from, to);
}
