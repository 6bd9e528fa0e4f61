import { z } from 'zod';
import { intervalIou, type Interval } from '../../domain/interval.ts';
import { broken, fitting, type AnnotationText } from '../annotation-file.ts';
import { rowsOf } from '../comma-separated.ts';
import type { SpokenLine } from '../look-listen-recognise.ts';

/** A line of dialogue as it was found: when, by whom, what. */
export interface AttributedLine extends Interval {
  /** A character, or null where nobody was named. */
  readonly named: string | null;
  /** Who it is told from: the name, or an unnamed voice. */
  readonly voice: string;
  readonly text: string;
  /** 0..1; how sure the name is. */
  readonly confidence: number;
}

/** A found line with the true one that it fits best, by their IoU; of those who speak in chorus, the one who was named. */
export interface MatchedLine {
  readonly line: AttributedLine;
  readonly truth: SpokenLine;
}

const confidence = z.coerce.number().min(0).max(1);
const time = z.number().min(0).max(1e7);
const shape = z.object({ start: time, end: time });

/**
 * Reads found lines in the layout of the annotations, with a fifth column for how sure the name is, 1 where it is left out. A
 * speaker that is empty, "unknown" or "Speaker 3" is a voice without a name. Throws UserFacingError for a row that does not
 * fit.
 */
export function readAttributedLines(source: AnnotationText): AttributedLine[] {
  return rowsOf(source).map(({ number, cells }) => {
    const [start = '', end = '', speaker = '', text = '', sure = ''] = cells;
    const times = fitting(source, number, shape, { start: timeOf(start), end: timeOf(end) });
    if (times.end < times.start) throw broken(source, number, 'the line ends before it starts');
    const voice = speaker.trim();
    return {
      ...times,
      ...{ voice: voice === '' ? 'unknown' : voice, text },
      named: /^(?:|unknown|speaker \d+)$/i.test(voice) ? null : voice,
      confidence: fitting(source, number, confidence, sure.trim() === '' ? 1 : sure.trim()),
    };
  });
}

/** A blank cell is no time. */
function timeOf(cell: string): number {
  return cell.trim() === '' ? NaN : Number(cell);
}

/** The found lines that overlap a true one; all others can be neither right nor wrong. */
export function matchedLines(truth: readonly SpokenLine[], found: readonly AttributedLine[]): MatchedLine[] {
  const ordered = truth.toSorted((a, b) => a.start - b.start);
  /** The latest end of the lines up to each one: before it, none of them can overlap any more. */
  const latest = ordered.map(({ end }) => end);
  for (let at = 1; at < latest.length; at++) latest[at] = Math.max(latest[at]!, latest[at - 1]!);
  let first = 0;
  return found
    .toSorted((a, b) => a.start - b.start)
    .flatMap((line) => {
      while (first < ordered.length && latest[first]! <= line.start) first++;
      let best: SpokenLine | null = null;
      for (let at = first; at < ordered.length && ordered[at]!.start < line.end; at++) {
        const one = ordered[at]!;
        const gain = intervalIou(one, line) - (best ? intervalIou(best, line) : 0);
        if (gain > 0 || (gain === 0 && best && one.speaker === line.named)) best = one;
      }
      return best ? [{ line, truth: best }] : [];
    });
}
