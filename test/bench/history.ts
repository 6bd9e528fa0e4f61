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

/**
 * The latest record of a figure whose interval the figure has fallen below; null while it has not. A figure that rose, or
 * that was never recorded with an interval, has not fallen.
 */
export function fallenBelow(
  history: readonly HistoryEntry[],
  { bench, figure, on, value }: Omit<HistoryEntry, 'commit'>,
): HistoryEntry | null {
  const latest = history.findLast(
    (record) => record.bench === bench && record.figure === figure && record.on === on && record.interval,
  );
  return latest?.interval && value < latest.interval[0] ? latest : null;
}
