import { parseArgs } from 'node:util';
import { FigurePrinter } from '../bench/figure.ts';
import { evaluateConcepts } from './concepts.ts';
import { evaluatePeople } from './people.ts';

// npm run evaluate -- <name> [--record]
// Prints one JSON line per figure; exits with 1 when a bound is not kept. --record appends to test/bench/history.jsonl.

const evaluations: Record<string, (figures: FigurePrinter) => Promise<void>> = {
  people: evaluatePeople,
  concepts: evaluateConcepts,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { record: { type: 'boolean', default: false } },
});
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
