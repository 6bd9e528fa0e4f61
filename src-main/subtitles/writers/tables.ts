import type { SubtitleLine } from '../../domain/subtitle-line.ts';

/** For lines that nobody is known to say. */
const unknownSpeaker = 'unknown';

/**
 * Lines as they are spoken, as CSV without a heading in the layout of Look, Listen and Recognise (Korbar et al. 2024):
 * start and end in seconds, speaker, words. Two who speak at once give two rows.
 */
export function writeCsv(lines: readonly SubtitleLine[]): string {
  return spoken(lines)
    .map(({ start, end, name, text }) => {
      const cells = [start.toFixed(3), end.toFixed(3), name, text.replace(/\s+/g, ' ')];
      return cells
        .map((cell) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(',');
    })
    .map((row) => `${row}\n`)
    .join('');
}

/** Who speaks when, as RTTM (NIST RT-09): one `SPEAKER` line for each; names have `_` in place of spaces. */
export function writeRttm(lines: readonly SubtitleLine[], recording: string): string {
  const word = (text: string): string => text.trim().replace(/\s+/g, '_') || 'film';
  return spoken(lines)
    .map(({ start, end, name }) => {
      const times = `${start.toFixed(3)} ${(end - start).toFixed(3)}`;
      return `SPEAKER ${word(recording)} 1 ${times} <NA> <NA> ${word(name)} <NA> <NA>\n`;
    })
    .join('');
}

function spoken(
  lines: readonly SubtitleLine[],
): { start: number; end: number; name: string; text: string }[] {
  return lines
    .filter(({ kind }) => kind === 'speech')
    .flatMap(({ start, end, text, speakers }) => {
      const names = speakers.length > 0 ? speakers.map(({ name }) => name) : [unknownSpeaker];
      return names.map((name) => ({ start, end, name, text }));
    });
}
