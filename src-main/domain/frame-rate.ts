/** Pictures a second as a fraction in lowest terms: 24000/1001, not 23.976. */
export interface FrameRate {
  readonly numerator: number;
  readonly denominator: number;
}

/** What films without pictures, or of an unknown rate, are counted in. */
export const usualFrameRate: FrameRate = { numerator: 25, denominator: 1 };

/** Files state their mean rate with an error of about this share; 24 and 24000/1001 differ by 0.001. */
const tolerance = 0.0004;
const longest = 1000;

/**
 * The rate that a file means by a decimal such as 23.98: a whole number, or a whole number times 1000/1001 (the rates of
 * NTSC, SMPTE ST 12-1), where one is near; otherwise the nearest thousandth.
 * @param perSecond mean pictures a second; what is no positive number is taken as 25
 */
export function frameRateOf(perSecond: number): FrameRate {
  if (!(perSecond > 0) || perSecond > longest) return usualFrameRate;
  const whole = Math.max(1, Math.round(perSecond));
  const candidates: FrameRate[] = [
    { numerator: whole, denominator: 1 },
    { numerator: whole * 1000, denominator: 1001 },
  ];
  const nearest = candidates.toSorted((a, b) => errorOf(a, perSecond) - errorOf(b, perSecond))[0]!;
  if (errorOf(nearest, perSecond) <= tolerance) return reduced(nearest);
  return reduced({ numerator: Math.max(1, Math.round(perSecond * 1000)), denominator: 1000 });
}

/** The number of the frame that is shown from a time on, to the nearest frame. */
export function frameAt(seconds: number, { numerator, denominator }: FrameRate): number {
  return Math.round((seconds * numerator) / denominator);
}

/** When a frame begins, in seconds. */
export function timeOfFrame(frame: number, { numerator, denominator }: FrameRate): number {
  return (frame * denominator) / numerator;
}

export function isSameRate(a: FrameRate, b: FrameRate): boolean {
  return a.numerator * b.denominator === b.numerator * a.denominator;
}

/** Frames a second as a decimal. */
export function perSecondOf({ numerator, denominator }: FrameRate): number {
  return numerator / denominator;
}

function errorOf(rate: FrameRate, perSecond: number): number {
  return Math.abs(perSecondOf(rate) - perSecond) / perSecond;
}

function reduced({ numerator, denominator }: FrameRate): FrameRate {
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
