import type { Interval } from '../domain/interval.ts';
import {
  countedCharacters,
  gapFrames,
  limitsFor,
  maxLines,
  maxSeconds,
  minSeconds,
  snapFrames,
  usualFrameRate,
} from './conventions.ts';
import { nearest } from './snap-to-cuts.ts';

export const lintRules = [
  'line-length', 'line-count', 'too-long', 'overlap', 'gap', 'too-short', 'reading-speed', 'shot-change',
] as const; // prettier-ignore
export type LintRule = (typeof lintRules)[number];

/** A cue that does not keep a convention. */
export interface LintFinding {
  readonly rule: LintRule;
  /** An `error` can always be mended; a `warning` may be owed to how fast people speak. */
  readonly severity: 'error' | 'warning';
  /** Which cue, from 1. */
  readonly cue: number;
  /** Seconds. */
  readonly start: number;
  readonly value: number;
  readonly limit: number;
  readonly sentence: string;
}

export interface LintFilm {
  /** 0 when unknown. */
  readonly frameRate: number;
  /** Times of the cuts, ascending; empty when the film is not known. */
  readonly cuts: readonly number[];
}

type Cue = Interval & { readonly text: string };
/** Formats keep hundredths of a second. */
const tolerance = 0.011;

/** Everything in which cues, sorted by start, do not keep the conventions of conventions.ts. */
export function lintCues(cues: readonly Cue[], film: LintFilm = { frameRate: 0, cuts: [] }): LintFinding[] {
  const frame = 1 / (film.frameRate > 0 ? film.frameRate : usualFrameRate);
  return cues.flatMap((cue, i) => {
    const place = { cue: i + 1, start: cue.start };
    return [
      ...textFindings(cue),
      ...timeFindings(cue, cues[i + 1], frame),
      ...cutFindings(cue, film.cuts, frame),
    ].map((finding) => ({ ...place, ...finding }));
  });
}

type Finding = Omit<LintFinding, 'cue' | 'start'>;

function textFindings({ text, start, end }: Cue): Finding[] {
  const found: Finding[] = [];
  const limits = limitsFor(text);
  const lines = text.split('\n');
  const longest = Math.max(...lines.map(countedCharacters));
  if (longest > limits.line) {
    const sentence = `A line has ${longest} characters; at most ${limits.line} fit.`;
    found.push({ rule: 'line-length', severity: 'error', value: longest, limit: limits.line, sentence });
  }
  if (lines.length > maxLines) {
    const sentence = `It has ${lines.length} lines; at most ${maxLines} fit.`;
    found.push({ rule: 'line-count', severity: 'error', value: lines.length, limit: maxLines, sentence });
  }
  const speed = countedCharacters(text) / Math.max(end - start, 0.001);
  if (countedCharacters(text) / limits.perSecond > end - start + tolerance) {
    const value = Number(speed.toFixed(1));
    const sentence = `${value} characters a second are too fast to read; at most ${limits.perSecond}.`;
    found.push({ rule: 'reading-speed', severity: 'warning', value, limit: limits.perSecond, sentence });
  }
  return found;
}

function timeFindings({ start, end }: Cue, next: Cue | undefined, frame: number): Finding[] {
  const found: Finding[] = [];
  const seconds = Number((end - start).toFixed(3));
  if (seconds > maxSeconds + tolerance) {
    const sentence = `It is shown for ${seconds} s; at most ${maxSeconds} s.`;
    found.push({ rule: 'too-long', severity: 'error', value: seconds, limit: maxSeconds, sentence });
  }
  if (seconds < minSeconds - tolerance) {
    const sentence = `It is shown for ${seconds} s; at least ${minSeconds.toFixed(2)} s.`;
    found.push({ rule: 'too-short', severity: 'warning', value: seconds, limit: minSeconds, sentence });
  }
  if (next === undefined) return found;
  const gap = Number((next.start - end).toFixed(3));
  if (gap < -tolerance) {
    const sentence = `It overlaps the next one by ${-gap} s.`;
    found.push({ rule: 'overlap', severity: 'error', value: gap, limit: 0, sentence });
  } else if (gap < gapFrames * frame - tolerance) {
    const limit = Number((gapFrames * frame).toFixed(3));
    const sentence = `The next one follows after ${gap} s; at least ${gapFrames} frames (${limit} s).`;
    found.push({ rule: 'gap', severity: 'error', value: gap, limit, sentence });
  }
  return found;
}

/** A start that is a little beside a cut. */
function cutFindings({ start }: Cue, cuts: readonly number[], frame: number): Finding[] {
  const cut = nearest(cuts, start);
  if (cut === null) return [];
  const frames = Math.round(Math.abs(start - cut) / frame);
  if (frames === 0 || frames > snapFrames) return [];
  const sentence = `It begins ${frames} frames beside a cut; nearer than ${snapFrames} frames it begins at the cut.`;
  return [{ rule: 'shot-change', severity: 'warning', value: frames, limit: snapFrames, sentence }];
}
