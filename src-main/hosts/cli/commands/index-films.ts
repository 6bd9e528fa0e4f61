import type { Command } from 'commander';
import type { IndexSummary } from '../../../api/contract.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { elapsed } from '../output/durations.ts';
import { printable } from '../output/printable.ts';

export function addIndexCommand(program: Command, runner: CommandRunner): void {
  program
    .command('index')
    .description('index films, or all films in folders; unchanged films are not read again')
    .argument('<paths...>', 'films and folders')
    .action((paths: string[], _options, command: Command) =>
      runner.run(command, async (context) => {
        await context.ensureFfmpeg();
        const summary = await context.withCore((core) =>
          core.call('library.index', { paths: paths.map((path) => context.path(path)) }, context.signal),
        );
        context.result('index', summary, () => indexText(summary));
        return endingOf(summary);
      }),
    );
}

/** One line for the whole, one for each file that failed or could be read in part only. */
export function indexText({ videos, failed, warnings, seconds }: IndexSummary): string {
  return [
    `${counted(videos, 'film')} indexed, ${failed.length} failed, in ${elapsed(seconds)}.`,
    ...[...failed, ...warnings].map(({ path, reason }) => `  ${printable(path)}: ${printable(reason)}`),
  ].join('\n');
}

/** Failed files are a result, not a failure of the command, as long as anything could be indexed. */
export function endingOf({ videos, failed }: IndexSummary): ExitCode {
  return videos === 0 && failed.length > 0 ? exitCode.failed : exitCode.done;
}
