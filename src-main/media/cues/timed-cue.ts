/** One subtitle: plain text with line breaks, in seconds from the film's first presentation time. */
export interface TimedCue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Who speaks, as the file says outside of the text; left out where it says nothing. */
  readonly speakers?: readonly string[];
}

/** No subtitle file of a film holds more; one that does is broken or hostile. */
export const maxCues = 100_000;
/** Longer lines are cut off. */
const maxCueCharacters = 2_000;
/** Shown for this long when a cue ends before it begins. */
const fallbackSeconds = 2;

/**
 * Cues as the index can use them: markup and empty lines gone, times sensible, sorted by start. Each kind of repair
 * adds one sentence to `warnings`.
 */
export function tidyCues(cues: readonly TimedCue[], warnings: string[]): TimedCue[] {
  let negative = 0;
  let reversed = 0;
  const tidy: TimedCue[] = [];
  for (const cue of cues) {
    const text = plainText(cue.text).slice(0, maxCueCharacters);
    if (text === '' || !Number.isFinite(cue.start) || !Number.isFinite(cue.end)) continue;
    if (cue.end <= 0) {
      negative++;
      continue;
    }
    const start = Math.max(0, cue.start);
    if (cue.start < 0) negative++;
    if (cue.end < start) reversed++;
    tidy.push({ ...cue, start, end: cue.end > start ? cue.end : start + fallbackSeconds, text });
    if (tidy.length === maxCues) {
      warnings.push(`Only the first ${maxCues} lines are used.`);
      break;
    }
  }
  if (negative > 0) warnings.push(`${lines(negative)} before the film begins, left out or cut.`);
  if (reversed > 0)
    warnings.push(`${lines(reversed)} before they begin; shown for ${fallbackSeconds} s instead.`);
  tidy.sort((a, b) => a.start - b.start || a.end - b.end);
  const overlaps = tidy.filter((cue, i) => i > 0 && cue.start < tidy[i - 1]!.end - 0.001).length;
  if (overlaps > 0)
    warnings.push(
      `${overlaps} ${overlaps === 1 ? 'line overlaps' : 'lines overlap'} the one before; both are kept.`,
    );
  return tidy;
}

function lines(count: number): string {
  return count === 1 ? '1 line ends' : `${count} lines end`;
}

const entities: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', nbsp: ' ', quot: '"', apos: "'", lrm: '', rlm: '',
}; // prettier-ignore

/** Takes away the tags of SubRip, WebVTT and ASS, decodes entities, and trims every line. */
export function plainText(text: string): string {
  return text
    .replace(/\{\\[^{}]*\}/g, '')
    .replace(/<\/?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]{0,20}>|<\/>/g, '')
    .replace(/\\[Nn]/g, '\n')
    .replace(/\\h/g, ' ')
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,4});/gi, (whole, name: string) => entity(name) ?? whole)
    .replace(/[\u0000\u200b\ufeff]/g, '') // eslint-disable-line no-control-regex
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return entities[name.toLowerCase()];
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
