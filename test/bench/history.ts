import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const entry = z.object({
  commit: z.string(),
  bench: z.string(),
  figure: z.string(),
  on: z.string(),
  value: z.number(),
  /** The 95 % interval of a figure that was measured on a sample. */
  interval: z.tuple([z.number(), z.number()]).optional(),
});
export type HistoryEntry = z.infer<typeof entry>;

const historyFile = new URL('./history.jsonl', import.meta.url);

/** What was recorded so far, oldest first. */
export function readHistory(): HistoryEntry[] {
  if (!existsSync(historyFile)) return [];
  const lines = readFileSync(historyFile, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => entry.parse(JSON.parse(line)));
}

/** Which figures are the better ones: error rates are better when they are lower. */
export type Better = 'higher' | 'lower';

/**
 * The latest record of a figure than whose interval the figure is worse: below it, or above it where lower is better; null
 * while it is not. A figure that is better, or that was never recorded with an interval, is not worse; nor is one whose own
 * interval holds what was recorded: where all of few queries were right, one that is not is no fall.
 */
export function worseThanRecord(
  history: readonly HistoryEntry[],
  { bench, figure, on, value, interval }: Omit<HistoryEntry, 'commit'>,
  better: Better = 'higher',
): HistoryEntry | null {
  const latest = history.findLast(
    (record) => record.bench === bench && record.figure === figure && record.on === on && record.interval,
  );
  if (!latest?.interval) return null;
  const [low, high] = latest.interval;
  const isWorse = better === 'higher' ? value < low : value > high;
  const isWithin = interval !== undefined && latest.value >= interval[0] && latest.value <= interval[1];
  return isWorse && !isWithin ? latest : null;
}
