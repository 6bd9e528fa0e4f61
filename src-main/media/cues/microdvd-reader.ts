import type { TimedCue } from './timed-cue.ts';

/** What most films run at, for a file and a film that both do not say. */
const usualFrameRate = 24_000 / 1001;
/** Shown for this long when a line does not say when it ends. */
const openSeconds = 3;

const cueLine = /^[ \t]*\{(-?\d{1,9})\}\{(-?\d{0,9})\}(.*)$/;

/**
 * The lines of MicroDVD: `{first picture}{last picture}text|second line`. The rate stands as text of a first line at
 * picture 0 or 1; else the film's counts.
 */
export function microDvdCues(text: string, frameRate: number): { cues: TimedCue[]; silent: number } {
  let rate = frameRate > 0 ? frameRate : usualFrameRate;
  let silent = 0;
  const cues: TimedCue[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const match = cueLine.exec(line);
    if (!match) continue;
    const [, first = '', last = '', body = ''] = match;
    const stated = cues.length === 0 && Number(first) <= 1 ? statedRate(body) : null;
    if (stated !== null) {
      rate = stated;
      silent++;
      continue;
    }
    const start = Number(first) / rate;
    const end = last === '' ? start + openSeconds : Number(last) / rate;
    cues.push({ start, end, text: body.replace(/\{[a-zA-Z]:[^{}]{0,100}\}/g, '').replaceAll('|', '\n') });
  }
  return { cues, silent };
}

function statedRate(text: string): number | null {
  const rate = /^\s*\d{1,3}([.,]\d{1,6})?\s*$/.test(text) ? Number(text.replace(',', '.')) : NaN;
  return rate >= 5 && rate <= 240 ? rate : null;
}
