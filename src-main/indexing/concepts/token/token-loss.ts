import { dot } from '../../../domain/vector.ts';

/** Temperature of the contrastive losses, and the share of the one that holds on to the picture (5.3.2 and 5.3.4). */
const temperature = 0.07;
const pictureShare = 0.25;

/** What the text vector of a template's token is drawn to and pushed from; all vectors of length 1. */
export interface LossTargets {
  /** The dense caption of the concept. */
  readonly caption: Float32Array;
  /** The generic caption, and the captions of other concepts. */
  readonly otherCaptions: readonly Float32Array[];
  /** The whole picture of the template. */
  readonly picture: Float32Array;
  /** Pictures of something else. */
  readonly otherPictures: readonly Float32Array[];
}

/**
 * The loss of "pi-map" for one template, `(1 - 0.25) L_t + 0.25 L_i`, and how it moves with the vector (Korbar 2024, 5.3.2).
 * Both are `-log(d(own) / sum of d(own and others))` with `d(a, b) = exp(cos(a, b) / 0.07)`: L_t over captions, L_i over
 * pictures.
 *
 * Note: the own pair is in the sum
 * The source leaves it out, and the loss then has no bottom: it pushes on when the thing has long been told from all others.
 * In the small world of the tests the token then leaves the place where its pictures are. With the own pair in the sum,
 * as in the cross-entropy that CLIPs are trained with, the pull ends when the thing is told.
 *
 * Note: where L_i is taken
 * The source compares the token itself with the picture's embedding, which has a meaning only where the two are of one
 * length. Here the text vector of the token is compared, which lives where the pictures live. Terms of the sums that do
 * not depend on the token, those of the tokens of other concepts, which are learned already, are left out.
 * @param vector `[dimension]` of length 1: the text "a photo of *" with the token
 */
export function tokenLoss(
  vector: Float32Array,
  { caption, otherCaptions, picture, otherPictures }: LossTargets,
): { loss: number; gradient: Float32Array } {
  const gradient = new Float32Array(vector.length);
  const text = contrast(vector, caption, otherCaptions, 1 - pictureShare, gradient);
  return { loss: text + contrast(vector, picture, otherPictures, pictureShare, gradient), gradient };
}

/** `share` times the loss of one contrast, whose gradient is added. */
function contrast(
  vector: Float32Array,
  own: Float32Array,
  others: readonly Float32Array[],
  share: number,
  gradient: Float32Array,
): number {
  const all = [own, ...others];
  const scores = all.map((one) => dot(vector, one) / temperature);
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  const add = (target: Float32Array, weight: number): void =>
    target.forEach((value, i) => (gradient[i]! += (share * weight * value) / temperature));
  add(own, -1);
  all.forEach((one, index) => add(one, powers[index]! / sum));
  return share * (highest + Math.log(sum) - dot(vector, own) / temperature);
}
