import { shownText, type SubtitleLine } from '../domain/subtitle-line.ts';
import { lintCues, type LintFilm, type LintFinding } from './lint-cues.ts';
import { mendedLine } from './mend-line.ts';

/** In what a line of a film does not keep a convention, and what would mend it. */
export interface LineFinding extends Pick<LintFinding, 'rule' | 'severity' | 'sentence'> {
  readonly lineId: number;
  /** What to put in the line's place; null where that is for a person to decide. */
  readonly mended: readonly SubtitleLine[] | null;
}

/** Everything in which a film's lines, in time order, do not keep the conventions. */
export function lineFindings(
  lines: readonly (SubtitleLine & { readonly id: number })[],
  film: LintFilm & { readonly duration: number },
): LineFinding[] {
  const cues = lines.map((line) => ({ start: line.start, end: line.end, text: shownText(line) }));
  return lintCues(cues, film).map(({ cue, rule, severity, sentence }) => {
    const line = lines[cue - 1]!;
    const next = lines[cue];
    const neighbours = {
      before: lines[cue - 2]?.end ?? 0,
      after: next?.start ?? Math.max(film.duration, line.end),
      isLast: next === undefined,
    };
    const { start, end, text, kind, speakers } = line;
    const mended = mendedLine({ start, end, text, kind, speakers }, rule, neighbours, film);
    return { lineId: line.id, rule, severity, sentence, mended };
  });
}
