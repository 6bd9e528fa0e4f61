import { parseArgs } from 'node:util';
import { FigurePrinter } from '../bench/figure.ts';
import { evaluatePeople } from './people.ts';
import { evaluateTracking } from './tracking.ts';

// npm run evaluate -- <name> [--record]; for tracking also --ablation and --mot <folder>
// Prints one JSON line per figure; exits with 1 when a bound is not kept. --record appends to test/bench/history.jsonl.

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'boolean', default: false },
    ablation: { type: 'boolean', default: false },
    mot: { type: 'string' },
  },
});

const evaluations: Record<string, (figures: FigurePrinter) => Promise<void>> = {
  people: evaluatePeople,
  tracking: (figures) => evaluateTracking(figures, { ablation: values.ablation, mot: values.mot ?? null }),
};

const name = positionals[0] ?? '';
const evaluate = evaluations[name];
if (evaluate) {
  const figures = new FigurePrinter(`evaluate ${name}`, values.record);
  await evaluate(figures);
  process.exitCode = figures.broken > 0 ? 1 : 0;
} else {
  console.error(
    `There is nothing called “${name}” to evaluate. There is: ${Object.keys(evaluations).join(', ')}.`,
  );
  process.exitCode = 2;
}
