import { durationOf, intervalIou, overlapOf } from './interval.ts';
import type { SubtitleLine } from './subtitle-line.ts';

/** A correction: lines that stand in the place of others. */
export interface LineEdit {
  readonly before: readonly SubtitleLine[];
  readonly after: readonly SubtitleLine[];
}

/** A line is the one that was corrected when its words are the same and it begins at most this much elsewhere. */
const sameStartSeconds = 0.05;
/** Without the same words it is, when it covers the same time as well as this. */
const sameTimeIou = 0.5;
/** A line that is not the one that was corrected gives way when this much of it is covered by a correction. */
const coveredShare = 0.5;

/**
 * The lines that give way to a correction. Each corrected line is looked for by words and time, then by time; where one
 * cannot be found, since the file has changed, everything gives way that the correction covers for the most part.
 */
export function givingWay<L extends SubtitleLine>(lines: readonly L[], { before, after }: LineEdit): L[] {
  const left = new Set(lines);
  const found: L[] = [];
  let isChanged = false;
  for (const wanted of before) {
    const line = nearest([...left], wanted);
    if (line === null) isChanged = true;
    else {
      left.delete(line);
      found.push(line);
    }
  }
  if (!isChanged) return found;
  const covered = (line: L): number => after.reduce((sum, own) => sum + overlapOf(line, own), 0);
  return [...found, ...[...left].filter((line) => covered(line) > coveredShare * durationOf(line))];
}

function nearest<L extends SubtitleLine>(lines: readonly L[], wanted: SubtitleLine): L | null {
  const same = lines.find(
    ({ start, text }) => text === wanted.text && Math.abs(start - wanted.start) <= sameStartSeconds,
  );
  if (same) return same;
  const alike = lines
    .map((line) => ({ line, iou: intervalIou(line, wanted) }))
    .filter(({ iou }) => iou >= sameTimeIou)
    .toSorted((a, b) => b.iou - a.iou);
  return alike[0]?.line ?? null;
}
