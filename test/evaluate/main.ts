import { parseArgs } from 'node:util';
import { FigurePrinter } from '../bench/figure.ts';
import { evaluateAsk } from './ask.ts';
import { evaluateConcepts } from './concepts.ts';
import { evaluateConversation } from './conversation.ts';
import { evaluateExamples } from './examples.ts';
import { evaluatePeople } from './people.ts';
import { evaluateProtocol } from './protocols.ts';
import { evaluateRetrieval } from './retrieval.ts';
import { evaluateSubtitles } from './subtitles.ts';
import { evaluateTracking } from './tracking.ts';

// npm run evaluate -- <name> [--record]
// npm run evaluate -- people [--part drawn|sitcom|portraits|many]
// npm run evaluate -- retrieval [--films n] [--half tune|report] [--ablation] [--protocol name --annotations F --videos DIR]
// npm run evaluate -- subtitles [--films n] [--sound]
// npm run evaluate -- conversation [--films n] [--half tune|report]
// npm run evaluate -- conversation --protocol ivcr --annotations F --videos DIR
// npm run evaluate -- ask [--films n] [--half tune|report]
// npm run evaluate -- tracking [--ablation] [--mot DIR] [--describer FILE]
// npm run evaluate -- concepts --protocol this-is-my|deepfashion2|cia --annotations F --videos DIR [--pictures DIR]
// npm run evaluate -- retrieval --protocol tvr-it|this-is-my|cia --annotations F --videos DIR [--pictures DIR]
// npm run evaluate -- subtitles --annotations F (--predictions F | --videos DIR [--pictures DIR])
// docs/evaluation.md tells what each measures and which files it reads.
// Prints one JSON line per figure; exits with 1 when a bound is not kept, or a figure is worse than the interval of its
// latest record. --record appends to test/bench/history.jsonl.

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'boolean', default: false },
    films: { type: 'string' },
    sound: { type: 'boolean', default: false },
    half: { type: 'string' },
    part: { type: 'string' },
    ablation: { type: 'boolean', default: false },
    mot: { type: 'string' },
    describer: { type: 'string' },
    protocol: { type: 'string' },
    annotations: { type: 'string' },
    videos: { type: 'string' },
    pictures: { type: 'string' },
    predictions: { type: 'string' },
  },
});

const evaluations: Record<string, (figures: FigurePrinter) => Promise<void>> = {
  ask: (figures) => evaluateAsk(figures, values),
  concepts: evaluateConcepts,
  conversation: (figures) => evaluateConversation(figures, values),
  examples: evaluateExamples,
  people: (figures) => evaluatePeople(figures, values.part),
  retrieval: (figures) => evaluateRetrieval(figures, values),
  subtitles: (figures) => evaluateSubtitles(figures, values),
  tracking: (figures) =>
    evaluateTracking(figures, {
      ablation: values.ablation,
      mot: values.mot ?? null,
      describer: values.describer ?? null,
    }),
};

const name = positionals[0] ?? '';
const evaluate = evaluations[name];
if (evaluate) {
  const figures = new FigurePrinter(`evaluate ${name}`, values.record);
  if (!(await evaluateProtocol(name, figures, values))) await evaluate(figures);
  process.exitCode = figures.broken > 0 ? 1 : 0;
} else {
  console.error(
    `There is nothing called “${name}” to evaluate. There is: ${Object.keys(evaluations).join(', ')}.`,
  );
  process.exitCode = 2;
}
