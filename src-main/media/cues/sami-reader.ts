import type { TimedCue } from './timed-cue.ts';

const sync = /<sync\b[^<>]{0,300}>/gi;
const startOf = /\bstart\s*=\s*["']?\s*(-?\d{1,12})/i;
const classOf = /<p\b[^<>]{0,300}?\bclass\s*=\s*["']?([\w-]{1,60})/i;

/**
 * The lines of SAMI: from each `<SYNC Start=ms>` on its text is shown until the next of the same language. Of several
 * languages in one file the first is read.
 * @returns also how many marks only end the line before or belong to another language
 */
export function samiCues(text: string): { cues: TimedCue[]; silent: number } {
  const marks = [...text.matchAll(sync)];
  const cues: { start: number; end: number; text: string }[] = [];
  let language: string | null = null;
  let silent = 0;
  let open = false;
  marks.forEach((mark, i) => {
    const start = Number(startOf.exec(mark[0])?.[1] ?? NaN) / 1000;
    const body = text.slice(mark.index + mark[0].length, marks[i + 1]?.index);
    const own = classOf.exec(body)?.[1]?.toLowerCase() ?? null;
    language ??= own;
    if (own !== null && own !== language) {
      silent++;
      return;
    }
    if (Number.isNaN(start)) return;
    if (open) cues.at(-1)!.end = start;
    const words = textOf(body);
    open = words !== '';
    if (open) cues.push({ start, end: start + 3, text: words });
    else silent++;
  });
  return { cues, silent };
}

function textOf(body: string): string {
  return body
    .replace(/<\/body\b[\s\S]*$/i, '')
    .replace(/<!--[\s\S]{0,2000}?-->/g, '')
    .replace(/\s+/g, ' ')
    .replace(/<br\b[^<>]{0,50}>/gi, '\n')
    .replace(/<[^<>]{0,300}>/g, '')
    .replace(/&nbsp;?/gi, ' ')
    .trim();
}
