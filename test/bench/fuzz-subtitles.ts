import type { FigurePrinter } from './figure.ts';
import { fuzzFor, mostMegabytes, mostSeconds } from './fuzz/fuzz-for.ts';

const usualSeconds = 300;

/**
 * npm run bench -- fuzz-subtitles [seconds] [first seed]
 * Throws mangled subtitle files at every reader in a thread of bounded memory and counts crashes and hangs; the number
 * of a bad text is written to stderr, so that it can be thrown again.
 */
export async function benchFuzzSubtitles(
  figures: FigurePrinter,
  [seconds = String(usualSeconds), first = '1']: readonly string[],
): Promise<void> {
  const found = await fuzzFor('subtitles', Number(seconds), Number(first));
  const on = `${found.inputs} mangled texts`;
  figures.print('crashes', found.crashes, on, '<= 0');
  figures.print('hangs over 1 s', found.hangs, on, '<= 0');
  figures.print('slowest text, processor seconds', found.slowest, on, `<= ${mostSeconds}`);
  figures.print('heap, MB', found.megabytes, on, `<= ${mostMegabytes}`);
}
