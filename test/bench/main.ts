import { parseArgs } from 'node:util';
import { benchColdStart } from './cold-start.ts';
import { benchFaults } from './faults.ts';
import { FigurePrinter } from './figure.ts';
import { benchFirstMoment } from './first-moment.ts';
import { benchFuzz } from './fuzz.ts';
import { benchFuzzSubtitles } from './fuzz-subtitles.ts';
import { benchHostileRequests } from './hostile-requests.ts';
import { benchIndex } from './index.ts';
import { benchIndexing } from './indexing.ts';
import { benchLoad } from './load.ts';
import { benchModels } from './models.ts';
import { benchSearchLatency } from './search-latency.ts';
import { benchSoak } from './soak.ts';
import { benchSubtitles } from './subtitles.ts';
import { benchUi } from './ui.ts';

// npm run bench -- <name> [parts...] [--record]
// Prints one JSON line per figure; exits with 1 when a bound is not kept. --record appends to history.jsonl.

const benches: Record<string, (figures: FigurePrinter, parts: readonly string[]) => Promise<void>> = {
  'cold-start': benchColdStart,
  faults: benchFaults,
  'first-moment': benchFirstMoment,
  fuzz: benchFuzz,
  'fuzz-subtitles': benchFuzzSubtitles,
  'hostile-requests': benchHostileRequests,
  index: benchIndex,
  indexing: benchIndexing,
  load: benchLoad,
  models: benchModels,
  'search-latency': benchSearchLatency,
  soak: benchSoak,
  subtitles: benchSubtitles,
  ui: benchUi,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { record: { type: 'boolean', default: false } },
});
const [name = '', ...parts] = positionals;
const bench = benches[name];
if (bench) {
  const figures = new FigurePrinter(name, values.record);
  await bench(figures, parts);
  process.exitCode = figures.broken > 0 ? 1 : 0;
} else {
  console.error(`There is no bench “${name}”. There are: ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 2;
}
