/** A number, and whether what is claimed of it is so. */
export interface Judged {
  readonly score: number;
  readonly isSo: boolean;
}

/** Probability = 1 / (1 + exp(-slope * (score - midpoint))). */
export interface LogisticCurve {
  readonly midpoint: number;
  readonly slope: number;
}

const mostSteps = 200;
const nearEnough = 1e-7;
/** Longest step of the two parameters together, so that the first ones do not overshoot. */
const longestStep = 10;
/** Weight of the penalty that keeps the slope finite where the two kinds do not overlap. */
const penalty = 1e-6;

/**
 * The logistic curve under which what was judged is likeliest (Platt 1999), by Newton's method. Throws a RangeError where
 * one of the two kinds is missing.
 */
export function fitLogisticCurve(judged: readonly Judged[]): LogisticCurve {
  const count = judged.length;
  const so = judged.filter(({ isSo }) => isSo).length;
  if (so === 0 || so === count) throw new RangeError('A curve is fitted to two kinds of scores.');
  const mean = judged.reduce((sum, { score }) => sum + score, 0) / count;
  let slope = 1;
  let offset = Math.log(so / (count - so));
  for (let step = 0; step < mostSteps; step++) {
    let [bySlope, byOffset, second, mixed, weight] = [-penalty * slope, 0, penalty, 0, 0];
    for (const { score, isSo } of judged) {
      const x = score - mean;
      const probability = 1 / (1 + Math.exp(-(slope * x + offset)));
      const error = Number(isSo) - probability;
      const spread = probability * (1 - probability);
      bySlope += error * x;
      byOffset += error;
      second += spread * x * x;
      mixed += spread * x;
      weight += spread;
    }
    const determinant = second * weight - mixed * mixed;
    if (!(determinant > 0)) break;
    const wanted = [
      (weight * bySlope - mixed * byOffset) / determinant,
      (second * byOffset - mixed * bySlope) / determinant,
    ] as const;
    const share = Math.min(1, longestStep / Math.hypot(...wanted));
    slope += share * wanted[0];
    offset += share * wanted[1];
    if (Math.hypot(...wanted) < nearEnough) break;
  }
  return { midpoint: mean - offset / slope, slope };
}
