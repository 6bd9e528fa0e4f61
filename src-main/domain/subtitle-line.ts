import type { Interval } from './interval.ts';

/** What a line holds: words that somebody says, or a sound that is described for those who cannot hear it. */
export type LineKind = 'speech' | 'sound';

/** Somebody who says a line. */
export interface LineSpeaker {
  readonly name: string;
  /** 0..1; 1 where a subtitle file names them or the user has said so. */
  readonly confidence: number;
}

/** One line of dialogue as it is kept and corrected: plain text, without labels of speakers or brackets of sounds. */
export interface SubtitleLine extends Interval {
  readonly text: string;
  readonly kind: LineKind;
  /** In the order in which they speak; empty where nobody has said who it is. */
  readonly speakers: readonly LineSpeaker[];
}

/** Below this confidence a person should look at who says a line. */
const sureFrom = 0.8;

/** The text as people read it: a sound stands in brackets. */
export function shownText({ text, kind }: Pick<SubtitleLine, 'text' | 'kind'>): string {
  return kind === 'sound' ? `[${text}]` : text;
}

/** Whether it is open who says a line: nobody is named, or not for sure. */
export function isDoubtful({ kind, speakers }: Pick<SubtitleLine, 'kind' | 'speakers'>): boolean {
  if (kind === 'sound') return false;
  return speakers.length === 0 || speakers.some(({ confidence }) => confidence < sureFrom);
}
