/** What the person said of the results of one search: ids of moments. */
export interface Feedback {
  readonly more: readonly string[];
  readonly less: readonly string[];
}

export type Verdict = 'more' | 'less';

export const noFeedback: Feedback = { more: [], less: [] };

/** The search that feedback belongs to: weighing its words makes no other search of it. */
export function feedbackKey(query: string): string {
  return query
    .replace(/\^\d{1,3}(?!\d)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export function verdictOf({ more, less }: Feedback, id: string): Verdict | null {
  if (more.includes(id)) return 'more';
  return less.includes(id) ? 'less' : null;
}

/** The feedback with another verdict on one moment; null takes it back. */
export function withVerdict({ more, less }: Feedback, id: string, verdict: Verdict | null): Feedback {
  const without = (ids: readonly string[]): string[] => ids.filter((other) => other !== id);
  return {
    more: verdict === 'more' ? [...without(more), id] : without(more),
    less: verdict === 'less' ? [...without(less), id] : without(less),
  };
}
