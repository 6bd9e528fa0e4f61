import type { FigurePrinter } from './figure.ts';
import { benchBesideWriting } from './index/beside-writing.ts';
import { benchLines } from './index/lines.ts';
import { benchUsearch } from './index/usearch.ts';
import { benchRealVectors, benchVectors, reportSeeds, tuningSeeds } from './index/vectors.ts';

const usualFilms = 1000;

const parts: Readonly<
  Record<string, (figures: FigurePrinter, films: number, seeds: typeof reportSeeds) => Promise<void>>
> = {
  vectors: benchVectors,
  real: benchRealVectors,
  lines: benchLines,
  writing: benchBesideWriting,
  usearch: benchUsearch,
};

/**
 * npm run bench -- index [parts...] [films] [tuning]
 * What a library of very many films takes: all parts, or those that are named; `tuning` for other seeds than those that are
 * reported. Throws a RangeError for a name that is none of them.
 */
export async function benchIndex(figures: FigurePrinter, words: readonly string[]): Promise<void> {
  const films = Number(words.find((word) => /^\d+$/.test(word)) ?? usualFilms);
  const seeds = words.includes('tuning') ? tuningSeeds : reportSeeds;
  const named = words.filter((word) => word !== 'tuning' && !/^\d+$/.test(word));
  for (const name of named.length > 0 ? named : Object.keys(parts)) {
    const part = parts[name];
    if (!part)
      throw new RangeError(`The index has no part “${name}”. It has: ${Object.keys(parts).join(', ')}.`);
    await part(figures, films, seeds);
  }
}
