import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { printable } from '../output/printable.ts';

export function addSubtitlesCommand(program: Command, runner: CommandRunner): void {
  program
    .command('subtitles')
    .description("write a film's dialogue as a SubRip file")
    .argument('<video>', 'path of the film')
    .requiredOption('-o, --output <file>', 'the .srt file to write')
    .action((video: string, options: { output: string }, command: Command) =>
      runner.run(command, async (context) => {
        const written = await context.withCore((core) =>
          core.call('exports.subtitles', { path: context.path(video), output: context.path(options.output) }),
        );
        context.result(
          'subtitles',
          written,
          () => `Wrote ${printable(written.path)}: ${counted(written.cues, 'cue')}.`,
        );
        return exitCode.done;
      }),
    );
}
