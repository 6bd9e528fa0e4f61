import { durationOf, type Interval } from '../domain/interval.ts';
import type { SubtitleLine } from '../domain/subtitle-line.ts';
import {
  countedCharacters,
  gapFrames,
  limitsFor,
  maxSeconds,
  minSeconds,
  usualFrameRate,
} from './conventions.ts';
import { fitText } from './fit-text.ts';
import type { LintFilm, LintRule } from './lint-cues.ts';
import { snapped } from './snap-to-cuts.ts';

/** What stands around a line. */
export interface LineNeighbours {
  /** End of the line before; 0 for the first. */
  readonly before: number;
  /** Start of the line after; the film's end for the last. */
  readonly after: number;
  readonly isLast: boolean;
}

/** A line that gives way keeps at least this much of its time, in seconds. */
const leastKept = 0.5;

/**
 * The lines to put in a line's place so that it keeps a convention: words are never changed, and no other line is
 * touched. Null where that cannot be done.
 */
export function mendedLine(
  line: SubtitleLine,
  rule: LintRule,
  { before, after, isLast }: LineNeighbours,
  film: LintFilm,
): SubtitleLine[] | null {
  const frame = 1 / (film.frameRate > 0 ? film.frameRate : usualFrameRate);
  const latest = isLast ? after : after - gapFrames * frame;
  switch (rule) {
    case 'line-length':
    case 'line-count':
      return brokenUp(line);
    case 'too-long':
      return [retimed(line, { end: line.start + maxSeconds })];
    case 'overlap':
    case 'gap':
      return latest - line.start >= Math.min(leastKept, durationOf(line))
        ? [retimed(line, { end: latest })]
        : null;
    case 'too-short':
      return lengthened(line, minSeconds, latest);
    case 'reading-speed': {
      const needed = countedCharacters(line.text) / limitsFor(line.text).perSecond;
      return needed <= maxSeconds ? lengthened(line, needed, latest) : null;
    }
    case 'shot-change': {
      const { start } = snapped(line, film.cuts, frame);
      return start !== line.start && start >= before && line.end - start >= leastKept
        ? [retimed(line, { start })]
        : null;
    }
  }
}

/** A line as lines that fit, which share its time by their length. */
function brokenUp(line: SubtitleLine): SubtitleLine[] {
  const parts = fitText(line.text);
  const sizes = parts.map(countedCharacters);
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  let said = 0;
  return parts.map((text, i) => {
    const start = line.start + (durationOf(line) * said) / whole;
    said += sizes[i]!;
    return retimed({ ...line, text }, { start, end: line.start + (durationOf(line) * said) / whole });
  });
}

function lengthened(line: SubtitleLine, seconds: number, latest: number): SubtitleLine[] | null {
  const end = line.start + seconds;
  return end <= latest ? [retimed(line, { end })] : null;
}

/** Times are kept to the millisecond; an end never moves to before what was asked for. */
function retimed(
  line: SubtitleLine,
  { start = line.start, end = line.end }: Partial<Interval>,
): SubtitleLine {
  return { ...line, start: Math.round(start * 1000) / 1000, end: Math.round(end * 1000) / 1000 };
}
