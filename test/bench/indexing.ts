import type { FigurePrinter } from './figure.ts';
import { benchCrash } from './indexing/crash.ts';
import { benchEventLoop } from './indexing/event-loop.ts';
import { benchFolders } from './indexing/folders.ts';
import { measurePasses } from './indexing/passes.ts';
import { benchShots } from './indexing/shots.ts';
import { benchTenHourFilm } from './indexing/ten-hour-film.ts';

const parts: Readonly<Record<string, (figures: FigurePrinter) => Promise<void>>> = {
  passes: measurePasses,
  shots: benchShots,
  folders: benchFolders,
  'event-loop': benchEventLoop,
  'ten-hours': benchTenHourFilm,
  crash: benchCrash,
};

/**
 * What indexing costs and how well it finds shots, and that no crash loses a row. All parts, or those that are named.
 * Throws a RangeError for a name that is none of them.
 */
export async function benchIndexing(figures: FigurePrinter, chosen: readonly string[]): Promise<void> {
  const names = chosen.length > 0 ? chosen : Object.keys(parts);
  for (const name of names) {
    const part = parts[name];
    if (!part)
      throw new RangeError(`Indexing has no part “${name}”. It has: ${Object.keys(parts).join(', ')}.`);
    await part(figures);
  }
}
