import { Option, type Command } from 'commander';
import type { IndexingSettings } from '../../../api/contract.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';

/** The commands that say how work on films goes on, here and in an app that has the library open. */
export function addPaceCommands(program: Command, runner: CommandRunner): void {
  program
    .command('pause')
    .description('hold all work on films, over restarts too')
    .action((_options, command: Command) => run(runner, command, 'pause', 'library.pause'));
  program
    .command('resume')
    .description('let work on films go on')
    .action((_options, command: Command) => run(runner, command, 'resume', 'library.resume'));
  program
    .command('settings')
    .description('show how work on films goes on, or change it')
    .addOption(
      new Option('--pace <pace>', 'quiet leaves most of the processor to others').choices(['full', 'quiet']),
    )
    .addOption(
      new Option('--only-plugged-in <yes or no>', 'wait while the machine lives on its battery').choices([
        'yes',
        'no',
      ]),
    )
    .action((options: { pace?: 'full' | 'quiet'; onlyPluggedIn?: 'yes' | 'no' }, command: Command) =>
      runner.run(command, async (context) => {
        const { pace, onlyPluggedIn } = options;
        const settings = await context.withCore((core) =>
          core.call('library.changeSettings', {
            ...(pace && { pace }),
            ...(onlyPluggedIn && { onlyPluggedIn: onlyPluggedIn === 'yes' }),
          }),
        );
        context.result('settings', settings, () => settingsText(settings));
        return exitCode.done;
      }),
    );
}

function run(
  runner: CommandRunner,
  command: Command,
  name: 'pause' | 'resume',
  method: 'library.pause' | 'library.resume',
): Promise<void> {
  return runner.run(command, async (context) => {
    const settings = await context.withCore(async (core) => {
      await core.call(method, {});
      return core.call('library.settings', {});
    });
    context.result(name, settings, () => settingsText(settings));
    return exitCode.done;
  });
}

function settingsText({ paused, pace, onlyPluggedIn }: IndexingSettings): string {
  return [
    `work        ${paused ? 'paused until “kinora resume”' : 'goes on'}`,
    `pace        ${pace}`,
    `on battery  ${onlyPluggedIn ? 'waits until the machine is plugged in' : 'goes on'}`,
  ].join('\n');
}
