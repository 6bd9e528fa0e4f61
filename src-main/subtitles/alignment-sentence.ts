import type { Alignment } from './align-lines.ts';

/** What was found about the lines of a source, in a sentence for people. */
export function alignmentSentence({ verdict, shift, scale }: Alignment, source: string): string {
  switch (verdict) {
    case 'fits':
      return `The lines of ${source} lie where somebody speaks.`;
    case 'moved':
      return `The lines of ${source} ${[rateWords(scale), shiftWords(shift)].filter((words) => words !== '').join(', and ')}.`;
    case 'another-film':
      return `The lines of ${source} lie nowhere near the voices of this film: they seem to be the subtitles of another film or cut.`;
    case 'too-little':
      return `There are too few lines or voices to tell whether ${source} fits.`;
  }
}

function rateWords(scale: number): string {
  if (scale === 1) return '';
  const percent = Math.abs(scale - 1) * 100;
  const way = scale > 1 ? 'fast' : 'slow';
  return `run ${percent.toFixed(1)} % too ${way} (made for another frame rate)`;
}

function shiftWords(shift: number): string {
  if (Math.abs(shift) < 0.05) return '';
  return `are ${Math.abs(shift).toFixed(2)} s too ${shift > 0 ? 'early' : 'late'}`;
}
