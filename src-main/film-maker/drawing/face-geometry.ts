import type { Look } from '../look.ts';

/**
 * Faces are drawn around (0, 0), between the eyes and the nose, in units of which the face is
 * `faceTop`..`faceBottom` high (hairline to chin) and about 2 x `halfWidth` wide; y points down.
 */
export const faceTop = -50;
export const faceBottom = 66;
export const faceHeight = faceBottom - faceTop;
export const skullTop = -78;
export const eyeLine = -6;
export const noseLine = 24;
export const mouthLine = 42;

/** Half the width of the face at the cheekbones, ears left out. */
export function halfWidthOf(look: Look): number {
  return 47 * look.face.width;
}

export function chinOf(look: Look): number {
  return faceBottom - 4 + look.face.chin * 8;
}

/** The outline of skull, cheeks, jaw and chin as an SVG path. */
export function outlineOf(look: Look, grow = 0): string {
  const w = halfWidthOf(look) + grow;
  const jaw = w * (0.7 + 0.22 * look.face.jaw);
  const chinHalf = w * (0.26 + 0.26 * look.face.jaw);
  const chin = chinOf(look) + grow;
  const top = skullTop + 6 - grow;
  const side = (s: 1 | -1): string =>
    s === 1
      ? `C ${w * 0.72} ${top} ${w} ${-48} ${w} ${-10} C ${w} ${14} ${w * 0.97} ${28} ${jaw} ${44} C ${jaw * 0.86} ${57} ${chinHalf} ${chin} 0 ${chin}`
      : `C ${-chinHalf} ${chin} ${-jaw * 0.86} ${57} ${-jaw} ${44} C ${-w * 0.97} ${28} ${-w} ${14} ${-w} ${-10} C ${-w} ${-48} ${-w * 0.72} ${top} 0 ${top}`;
  return `M 0 ${top} ${side(1)} ${side(-1)} Z`;
}
