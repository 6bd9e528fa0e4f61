/** A box in pixels of a film's picture. */
export interface PictureBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A box is never smaller, in pixels. */
const leastSide = 8;
/** Share of the picture's side by which a key moves or resizes a box. */
const keyStep = 0.02;

/** The box that the keyboard begins with: a square in the picture's middle. */
export function middleBox({ width, height }: PictureSize): PictureBox {
  const side = Math.round(Math.min(width, height) / 3);
  return { x: Math.round((width - side) / 2), y: Math.round((height - side) / 2), width: side, height: side };
}

/** The box between two corners, cut off at the picture's edges. */
export function boxBetween(from: Point, to: Point, picture: PictureSize): PictureBox {
  const x = clamp(Math.min(from.x, to.x), picture.width);
  const y = clamp(Math.min(from.y, to.y), picture.height);
  return {
    x,
    y,
    width: clamp(Math.max(from.x, to.x), picture.width) - x,
    height: clamp(Math.max(from.y, to.y), picture.height) - y,
  };
}

/** Whether a box is large enough to be meant. */
export function isDrawn({ width, height }: PictureBox): boolean {
  return width >= leastSide && height >= leastSide;
}

/** The box after an arrow key: moved, or with `resize` its right and lower sides moved. It stays inside the picture. */
export function steppedBox(box: PictureBox, key: string, resize: boolean, picture: PictureSize): PictureBox {
  const across = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  const down = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  const stepX = across * Math.max(1, Math.round(picture.width * keyStep));
  const stepY = down * Math.max(1, Math.round(picture.height * keyStep));
  if (resize) {
    return {
      ...box,
      width: Math.min(picture.width - box.x, Math.max(leastSide, box.width + stepX)),
      height: Math.min(picture.height - box.y, Math.max(leastSide, box.height + stepY)),
    };
  }
  return {
    ...box,
    x: Math.min(picture.width - box.width, Math.max(0, box.x + stepX)),
    y: Math.min(picture.height - box.height, Math.max(0, box.y + stepY)),
  };
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
