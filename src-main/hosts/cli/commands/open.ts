import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { openApp } from '../open-app.ts';

export function addOpenCommand(program: Command, runner: CommandRunner): void {
  program
    .command('open')
    .description('open the app on your library: in a window, or in the browser where there is no window')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        await openApp(context, ({ window, url }) => {
          context.result('open', { window, url }, () => url ?? 'Kinora is open in its window.');
        });
        return exitCode.done;
      }),
    );
}
