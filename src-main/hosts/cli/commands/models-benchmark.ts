import type { Command } from 'commander';
import { UserFacingError } from '../../../domain/errors.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import type { ResultOf } from '../json-shapes.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';

type BenchmarkRows = ResultOf<'models benchmark'>['rows'];

/** `kinora models benchmark`, below the command `models`. */
export function addModelsBenchmarkCommand(models: Command, runner: CommandRunner): void {
  models
    .command('benchmark')
    .description('measure how fast each model runs here, and choose anew where each of them runs')
    .option('--runs <count>', 'runs of which the median is taken', wholeNumber(1, 1000), 20)
    .action(({ runs }: { runs: number }, command: Command) =>
      runner.run(command, async (context) => {
        const { benchmarkStarterPack } = await import('../../../models/starter-pack-benchmark.ts');
        try {
          const rows = await benchmarkStarterPack({
            runs,
            signal: context.signal,
            onModel: (done, total, id) => context.say(`${id} measured (${done} of ${total})`),
          });
          context.result('models benchmark', { rows }, () => benchmarkText(rows, widthOf(context.terminal)));
          return exitCode.done;
        } catch (error) {
          if (!context.signal.aborted) throw error;
          throw new UserFacingError('cancelled', 'The measurement was ended.', 'Start it again.', error);
        }
      }),
    );
}

function benchmarkText(rows: BenchmarkRows, width: number): string {
  const measured = rows.filter(({ msPerItem }) => msPerItem !== undefined);
  const table = renderTable(
    [
      { title: 'model', flexible: true },
      { title: 'runs on' },
      { title: 'chosen' },
      { title: 'threads', align: 'right' },
      { title: 'batch', align: 'right' },
      { title: 'ms per item', align: 'right' },
      { title: 'items per second', align: 'right' },
    ],
    measured.map(({ model, provider, chosen, threads, batch, msPerItem, itemsPerSecond }) => [
      model,
      provider,
      chosen ? 'yes' : '',
      String(threads),
      String(batch),
      msPerItem!.toFixed(2),
      itemsPerSecond!.toFixed(1),
    ]),
    width,
  );
  const problems = rows.flatMap(({ provider, problem }) => (problem ? [`${provider}: ${problem}`] : []));
  return [table, ...[...new Set(problems)].map(printable)].join('\n');
}
