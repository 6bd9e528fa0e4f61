import type { Interval } from '../../domain/interval.ts';
import type { CueRow } from '../../store/cue-table.ts';

/** A stretch of speech by one voice, with the cue whose words it has. */
export interface Utterance extends Interval {
  readonly cueId: number | null;
  /** The number of the voice that was heard in it (`diarise.ts`); null for lines that subtitles tell. */
  readonly voiceNumber: number | null;
}

/** Sounds in brackets and lines that are sung. */
const notSpoken = /\[[^\]]*\]|\([^)]*\)|[♪♫#]+[^♪♫#]*[♪♫#]*/gu;
/** A line that another speaker than the line before says. */
const dash = /^\s*[-‐–—]\s*\S/u;

/** The utterances of given subtitles: one for each cue, or for each of a cue's lines that begin with a dash. */
export function utterancesOfCues(
  cues: readonly Pick<CueRow, 'id' | 'start' | 'end' | 'text'>[],
): Utterance[] {
  return cues
    .flatMap(({ id, start, end, text }) => {
      const lines = text.split('\n').filter((line) => line.replace(notSpoken, '').trim() !== '');
      const parts = lines.length > 1 && lines.every((line) => dash.test(line)) ? lines : [lines.join(' ')];
      const letters = parts.reduce((sum, part) => sum + part.length, 0);
      let at = start;
      return parts
        .filter((part) => part !== '')
        .map((part) => {
          const begin = at;
          at += ((end - start) * part.length) / letters;
          return { start: begin, end: at, cueId: id, voiceNumber: null };
        });
    })
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}
