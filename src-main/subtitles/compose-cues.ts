import type { Interval } from '../domain/interval.ts';
import { shownText, type LineKind, type SubtitleLine } from '../domain/subtitle-line.ts';
import {
  countedCharacters,
  gapFrames,
  limitsFor,
  maxSeconds,
  minSeconds,
  usualFrameRate,
} from './conventions.ts';
import { fitText } from './fit-text.ts';
import { snapped } from './snap-to-cuts.ts';
import { labelledLines, withLabels, type LabelChoice, type Presence } from './speaker-labels.ts';

/** A cue as files show it. */
export interface ComposedCue extends Interval {
  /** At most two lines, with labels and the brackets of sounds. */
  readonly text: string;
  readonly kind: LineKind;
  readonly speakers: readonly string[];
}

/** What is known of the film that the lines belong to. */
export interface FilmFacts {
  /** 0 when unknown. */
  readonly frameRate: number;
  readonly duration: number;
  /** Times of the cuts, ascending. */
  readonly cuts: readonly number[];
  readonly presence: Presence;
}

/**
 * Lines as cues that keep the conventions: labels where they are wanted, text that fits, times near cuts at the cuts, no
 * overlap, and as long as reading takes where the next cue leaves room.
 */
export function composeCues(
  lines: readonly SubtitleLine[],
  film: FilmFacts,
  labels: LabelChoice,
): ComposedCue[] {
  const sorted = lines.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const isLabelled = labelledLines(sorted, labels, film.presence);
  const fitting = sorted.flatMap((line, i) => fittingCues(line, isLabelled[i]!, labels));
  const gap = gapFrames / (film.frameRate > 0 ? film.frameRate : usualFrameRate);
  const frame = gap / gapFrames;
  return spacedOut(
    fitting.map((cue) => ({ ...cue, ...snapped(cue, film.cuts, frame) })),
    gap,
    film.duration,
  );
}

/** One line as the cues that hold its text, which share its time by their length. */
function fittingCues(line: SubtitleLine, isLabelled: boolean, labels: LabelChoice): ComposedCue[] {
  const { start, end, kind } = line;
  const names = line.speakers.map(({ name }) => name);
  const shown = shownText(line);
  const parts = fitText(isLabelled ? withLabels(shown, names) : shown);
  const sizes = parts.map(countedCharacters);
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  return parts.map((text, i) => {
    const from = start + ((end - start) * before) / whole;
    before += sizes[i]!;
    const to = start + ((end - start) * before) / whole;
    return { start: from, end: to, text, kind, speakers: labels === 'never' ? [] : names };
  });
}

/** Cues in time order that keep apart from each other and stay long enough to be read, as far as there is room. */
function spacedOut(cues: readonly ComposedCue[], gap: number, filmEnd: number): ComposedCue[] {
  const spaced: ComposedCue[] = [];
  const sorted = cues.toSorted((a, b) => a.start - b.start);
  sorted.forEach((cue, i) => {
    const previous = spaced.at(-1);
    const next = sorted[i + 1];
    const earliest = previous ? previous.end + gap : 0;
    const start = Math.max(cue.start, earliest);
    const needed = Math.max(minSeconds, countedCharacters(cue.text) / limitsFor(cue.text).perSecond);
    const wanted = Math.min(Math.max(cue.end, start + needed), start + maxSeconds);
    // A cue that begins before this one can be read gives way.
    const latest = Math.max(next ? next.start - gap : Math.max(filmEnd, cue.end), start + minSeconds);
    spaced.push({ ...cue, start, end: Math.min(wanted, latest) });
  });
  return spaced;
}
