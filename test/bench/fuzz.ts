import type { FigurePrinter } from './figure.ts';
import { fuzzFor, mostMegabytes, together, type Found } from './fuzz/fuzz-for.ts';
import { targetNames } from './fuzz/targets.ts';

const usualMinutes = 10;

/**
 * npm run bench -- fuzz [minutes] [target] [first seed]
 * Throws mangled files, texts and answers at every parser of foreign bytes besides those of subtitles, the same time at
 * each, or all of it at one. The seed of a bad input is written to stderr, so that it can be thrown again.
 */
export async function benchFuzz(
  figures: FigurePrinter,
  [minutes = String(usualMinutes), only, first = '1']: readonly string[],
): Promise<void> {
  const targets = only === undefined ? targetNames.filter((name) => name !== 'subtitles') : [only];
  const all: Found[] = [];
  for (const target of targets) {
    const found = await fuzzFor(target, (Number(minutes) * 60) / targets.length, Number(first));
    print(figures, found, target);
    all.push(found);
  }
  print(figures, together(all), 'in total');
}

function print(figures: FigurePrinter, found: Found, of: string): void {
  const on = `${found.inputs} mangled inputs`;
  figures.print(`${of}: inputs tried`, found.inputs, on);
  figures.print(`${of}: crashes`, found.crashes, on, '<= 0');
  figures.print(`${of}: hangs over 1 s`, found.hangs, on, '<= 0');
  figures.print(`${of}: memory at its most, MB`, found.megabytes, on, `<= ${mostMegabytes}`);
}
