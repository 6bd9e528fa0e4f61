import { z } from 'zod';
import { broken, fitting, linesOf, type AnnotationText } from '../annotation-file.ts';

// Note: RTTM
// One turn a line, fields between blanks: `SPEAKER <recording> <channel> <start> <duration> <NA> <NA> <speaker> <NA> <NA>`
// (NIST, "Rich Transcription 2009 evaluation plan", appendix A). Other kinds of lines and `;;` comments say nothing
// about who speaks when and are passed over.

const leastFields = 8;
const mostSpeakers = 2000;

const turn = z.object({
  start: z.number().min(-1e7).max(1e7),
  duration: z.number().min(0).max(1e7),
});

type Fields = [string, string, string, string, string, string, string];

/** A stretch in which one speaker talks, in seconds. */
export interface Turn {
  readonly start: number;
  readonly end: number;
  readonly speaker: string;
}

/** The turns of each recording. A channel other than `1` is a recording of its own, named `name channel`. */
export type Recordings = ReadonlyMap<string, readonly Turn[]>;

/** Reads the turns of all recordings in a file. Throws UserFacingError for a line that does not fit. */
export function readRttm(source: AnnotationText): Recordings {
  const recordings = new Map<string, Turn[]>();
  for (const { number, text } of linesOf(source)) {
    const fields = text.trim().split(/\s+/);
    if (fields[0]!.toUpperCase() !== 'SPEAKER') continue;
    if (fields.length < leastFields) {
      throw broken(
        source,
        number,
        `a turn has at least ${leastFields} fields, this one has ${fields.length}`,
      );
    }
    const [, name, channel, start, duration, , , speaker] = fields as [string, ...Fields];
    const times = fitting(source, number, turn, { start: Number(start), duration: Number(duration) });
    const recording = channel === '1' ? name : `${name} ${channel}`;
    const turns = recordings.get(recording) ?? [];
    recordings.set(recording, turns);
    turns.push({ start: times.start, end: times.start + times.duration, speaker });
  }
  for (const [recording, turns] of recordings) {
    if (new Set(turns.map(({ speaker }) => speaker)).size > mostSpeakers) {
      throw broken(source, null, `${recording} has more than ${mostSpeakers} speakers`);
    }
  }
  return recordings;
}
