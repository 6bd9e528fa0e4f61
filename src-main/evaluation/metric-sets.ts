/** The metric sets of reference scorers, each with the annotation format on which it is taken. */
export const metricSets = ['qvhighlights', 'tvr', 'der', 'mot'] as const;
export type MetricSet = (typeof metricSets)[number];
