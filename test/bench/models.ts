import { benchAdapters } from './models/adapters.ts';
import { benchConcepts } from './models/concepts.ts';
import { benchDownload } from './models/download.ts';
import { benchGraphs } from './models/graphs.ts';
import { benchThroughput } from './models/throughput.ts';
import type { FigurePrinter } from './figure.ts';

const parts: readonly ((figures: FigurePrinter) => Promise<void>)[] = [
  benchGraphs,
  benchAdapters,
  benchConcepts,
  benchDownload,
  benchThroughput,
];

/** The numbers of the models, one part after the other. */
export async function benchModels(figures: FigurePrinter): Promise<void> {
  for (const part of parts) await part(figures);
}
