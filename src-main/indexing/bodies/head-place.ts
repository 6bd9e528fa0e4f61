import { centreOf, type Box } from '../../domain/box.ts';

/** A face's width as a share of its body's: wider than this and it is another's in front, narrower and it is one behind. */
const leastShare = 0.13;
const mostShare = 1.1;
/** How far down its body's box a face's top may be. */
const lowestTop = 0.4;
/** Distance of the face from the body's middle, in widths of the body, at which it is half as likely to be its face. */
const halfwayOff = 0.25;

/** How well a face sits where the head of a body is expected, 0..1. Both boxes in the same units. */
export function headFit(body: Box, face: Box): number {
  const share = face.width / body.width;
  if (share < leastShare || share > mostShare) return 0;
  const down = (face.y - body.y) / body.height;
  if (down > lowestTop || down < -0.5 * (face.height / body.height)) return 0;
  const off = (centreOf(face).x - centreOf(body).x) / body.width;
  if (Math.abs(off) > 0.6) return 0;
  return 2 ** -((off / halfwayOff) ** 2);
}

/** From here on a face is taken for a body's. */
export const leastFit = 0.2;
