import { InvalidArgumentError, Option, type Command } from 'commander';
import type { MetricValue, Scorecard } from '../../../evaluation/metric-tree.ts';
import { valuesOf } from '../../../evaluation/metric-tree.ts';
import { metricSets, type MetricSet } from '../../../evaluation/metric-sets.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import type { ResultOf } from '../json-shapes.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';

const usualCollar = 0.25;
const widestCollar = 10;

interface ScoreOptions {
  readonly metric: MetricSet;
  readonly annotations: string;
  readonly predictions: string;
  readonly collar?: number;
}

export function addEvaluateCommand(program: Command, runner: CommandRunner): void {
  const evaluate = program.command('evaluate').description('measure how right answers are');
  evaluate
    .command('score')
    .description("score predictions against annotations, as the field's reference scorers do")
    .addOption(
      new Option('--metric <set>', 'the metrics, and with them the format of the files')
        .choices(metricSets)
        .makeOptionMandatory(),
    )
    .requiredOption('--annotations <path>', 'the truth: a file; for mot also a folder of sequences')
    .requiredOption('--predictions <path>', 'what is scored: a file; for mot also a folder of sequences')
    .option(
      '--collar <seconds>',
      `for der: what does not count around each reference boundary (default: ${usualCollar})`,
      collarSeconds,
    )
    .action((options: ScoreOptions, command: Command) => {
      const { metric, annotations, predictions, collar } = options;
      if (collar !== undefined && metric !== 'der') {
        command.error(`error: --collar belongs to --metric der, not to ${metric}`);
      }
      return runner.run(command, async (context) => {
        const { scoreFiles } = await import('../../../evaluation/score-files.ts');
        const card = await scoreFiles(metric, {
          annotations: context.path(annotations),
          predictions: context.path(predictions),
          collar: collar ?? usualCollar,
        });
        context.result('evaluate score', resultOf(metric, card), () =>
          scoreText(card, widthOf(context.terminal)),
        );
        return exitCode.done;
      });
    });
}

function collarSeconds(text: string): number {
  const value = /^\d{1,2}(\.\d{1,6})?$/.test(text) ? Number(text) : NaN;
  if (!(value <= widestCollar)) {
    throw new InvalidArgumentError(`A number of seconds from 0 to ${widestCollar} is needed.`);
  }
  return value;
}

/** The reference's metrics stand at the top, under its names; what is Kinora's own stands beside them. */
function resultOf(metric: MetricSet, { metrics, intervals, parts }: Scorecard): ResultOf<'evaluate score'> {
  const partsName = { der: 'recordings', mot: 'sequences', qvhighlights: null, tvr: null }[metric];
  return {
    ...metrics,
    intervals: [...intervals],
    ...(partsName ? { [partsName]: parts.map((part) => ({ name: part.name, ...part.metrics })) } : {}),
  };
}

/** All metrics, then the headlines of each part where there are several. */
function scoreText({ metrics, intervals, parts }: Scorecard, width: number): string {
  const intervalOf = new Map(intervals.map(({ metric, low, high }) => [metric, `${low} to ${high}`]));
  const whole = renderTable(
    [{ title: 'metric' }, { title: 'value', align: 'right' }, { title: '95 % interval' }],
    valuesOf(metrics).map(({ name, value }) => [name, shown(value), intervalOf.get(name) ?? '']),
    width,
  );
  if (parts.length < 2) return whole;
  const headlines = Object.keys(metrics).filter((name) => intervalOf.has(name));
  const ofParts = renderTable(
    [{ title: 'of which' }, ...headlines.map((title) => ({ title, align: 'right' as const }))],
    parts.map((part) => {
      const values = new Map(valuesOf(part.metrics).map(({ name, value }) => [name, value]));
      return [printable(part.name), ...headlines.map((name) => shown(values.get(name) ?? null))];
    }),
    width,
  );
  return `${whole}\n${ofParts}`;
}

function shown(value: MetricValue): string {
  return value === null ? '-' : String(value);
}
