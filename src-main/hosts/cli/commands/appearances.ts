import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';

export function addAppearancesCommand(program: Command, runner: CommandRunner): void {
  program
    .command('appearances')
    .description('list every stretch in which a person is on screen')
    .argument('<name>', 'an enrolled person')
    .option('--video <path>', 'only in this film')
    .action((name: string, options: { video?: string }, command: Command) =>
      runner.run(command, async (context) => {
        const found = await context.withCore((core) =>
          core.call('appearances.list', {
            name,
            ...(options.video === undefined ? {} : { path: context.path(options.video) }),
          }),
        );
        context.result('appearances', found, () =>
          found.intervals.length > 0
            ? renderTable(
                [
                  { title: 'film', flexible: true },
                  { title: 'start', align: 'right' },
                  { title: 'end', align: 'right' },
                  { title: 'confidence', align: 'right' },
                ],
                found.intervals.map(({ path, start, end, confidence }) => [
                  printable(path),
                  timecode(start),
                  timecode(end),
                  confidence.toFixed(2),
                ]),
                widthOf(context.terminal),
              )
            : `${printable(name)} was not seen.`,
        );
        return exitCode.done;
      }),
    );
}
