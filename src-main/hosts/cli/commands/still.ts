import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../output/printable.ts';
import { secondsOf } from '../seconds-option.ts';

interface Options {
  readonly at: number;
  readonly output?: string;
}

export function addStillCommand(program: Command, runner: CommandRunner): void {
  program
    .command('still')
    .description('write what a film shows at a time as a JPEG that says whose faces are where')
    .argument('<video>', 'a film of the library')
    .requiredOption('--at <seconds>', 'when the film shows it', secondsOf)
    .option('-o, --output <file>', 'a .jpg file; else into the library’s exports')
    .action((video: string, { at, output }: Options, command: Command) =>
      runner.run(command, async (context) => {
        const written = await context.withCore((core) =>
          core.call(
            'exports.still',
            {
              path: context.path(video),
              time: at,
              ...(output === undefined ? {} : { output: context.path(output) }),
            },
            context.signal,
          ),
        );
        context.result('still', written, () => {
          const who = written.people.length > 0 ? ` with ${written.people.map(printable).join(', ')}` : '';
          return `Wrote ${printable(written.path)}${who}.`;
        });
        return exitCode.done;
      }),
    );
}
