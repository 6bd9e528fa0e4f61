/** How much trust a score deserves, as the quiet word a moment card shows. */
export type ScoreWord = 'sure' | 'likely' | 'maybe';

/** Names a score in 0..1. */
export function scoreWord(score: number): ScoreWord {
  if (score >= 0.8) return 'sure';
  return score >= 0.55 ? 'likely' : 'maybe';
}
