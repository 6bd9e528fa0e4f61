import type { Figure } from './figure.ts';

/** A face of less quality tells neither a stranger nor anybody else. */
const clearFace = 0.5;
/** A weaker claim of a body, without a face, may be of nobody at all. */
const surelyBody = 0.3;
/** In nats. */
const mostEvidence = 1.5;

/**
 * How much likelier than usual somebody unknown is a stranger, in nats: as often as the clear faces of the scene were. Where
 * all of six are enrolled, hardly anybody is; where one of six is, most are.
 *
 * @param scene the figures around it
 * @param isKnown whether a face names a figure, as somebody who is enrolled
 */
export function strangerEvidence(
  { faces, body }: Figure,
  scene: readonly Figure[],
  isKnown: (figure: Figure) => boolean,
): number {
  const clear = scene.filter((other) => other.faces.some(({ quality }) => quality >= clearFace));
  const known = clear.filter(isKnown).length;
  const share = Math.log((clear.length - known + 1) / (known + 1));
  const evidence = Math.max(-mostEvidence, Math.min(mostEvidence, share));
  const isSomebody = faces.length > 0 || body!.samples.some(({ confidence }) => confidence >= surelyBody);
  return isSomebody ? evidence : Math.max(0, evidence);
}
