/** Turns a measure into a certainty: `1 / (1 + exp(-slope * (measure - midpoint)))`. */
export interface Logistic {
  readonly midpoint: number;
  /** Positive where more of the measure makes the concept more certain. */
  readonly slope: number;
}

/** The certainty 0..1 of a measure; monotone in it. */
export function certainty(measure: number, { midpoint, slope }: Logistic): number {
  return 1 / (1 + Math.exp(-slope * (measure - midpoint)));
}

/** How far a certainty lies from even chances, in natural log-odds; certainties are kept within `limit`..1 - `limit`. */
export function logOdds(probability: number, limit: number): number {
  const kept = Math.min(1 - limit, Math.max(limit, probability));
  return Math.log(kept / (1 - kept));
}
