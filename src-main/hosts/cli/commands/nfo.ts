import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { printable } from '../output/printable.ts';

interface Options {
  readonly output?: string;
  readonly replace?: true;
}

export function addNfoCommand(program: Command, runner: CommandRunner): void {
  program
    .command('nfo')
    .description(
      'write what is known of a film for Kodi and Jellyfin: title, year, plot, cast and who is recognised',
    )
    .argument('<video>', 'a film of the library')
    .option(
      '-o, --output <file>',
      'a .nfo file, for example beside the film; else into the library’s exports',
    )
    .option('--replace', 'replace a file that is there')
    .action((video: string, { output, replace }: Options, command: Command) =>
      runner.run(command, async (context) => {
        const written = await context.withCore((core) =>
          core.call('exports.nfo', {
            path: context.path(video),
            ...(output === undefined ? {} : { output: context.path(output) }),
            ...(replace && { replace }),
          }),
        );
        context.result(
          'nfo',
          written,
          () => `Wrote ${printable(written.path)}: ${counted(written.people, 'person', 'people')}.`,
        );
        return exitCode.done;
      }),
    );
}
