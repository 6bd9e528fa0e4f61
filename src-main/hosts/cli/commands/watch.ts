import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { gathered } from '../gathered.ts';
import { hookProgram } from '../hook-program.ts';
import { watchLibrary } from '../watch-library.ts';

interface WatchOptions {
  readonly hook?: string;
  readonly hookArgument: readonly string[];
}

export function addWatchCommand(program: Command, runner: CommandRunner): void {
  program
    .command('watch')
    .description('tell what happens to films and folders of the library, until Ctrl-C')
    .option('--hook <program>', 'start this program for each event, with the event on its standard input')
    .option('--hook-argument <text>', 'an argument of that program', gathered, [])
    .action(({ hook, hookArgument }: WatchOptions, command: Command) =>
      runner.run(command, async (context) => {
        await watchLibrary(context, hook === undefined ? null : hookProgram(hook, hookArgument));
        return exitCode.done;
      }),
    );
}
