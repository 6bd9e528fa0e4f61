import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';

export function addClipCommand(program: Command, runner: CommandRunner): void {
  program
    .command('clip')
    .description('write a moment as a video file')
    .argument('<moment>', 'id of a moment, as search tells it')
    .requiredOption('-o, --output <file>', 'the file to write')
    .option('--lossless', 'copy without encoding again; the cut moves to the nearest keyframe before')
    .action((momentId: string, options: { output: string; lossless?: boolean }, command: Command) =>
      runner.run(command, async (context) => {
        const clip = await context.withCore((core) =>
          core.call(
            'exports.clip',
            {
              momentId,
              mode: options.lossless ? 'lossless' : 'exact',
              output: context.path(options.output),
            },
            context.signal,
          ),
        );
        context.result(
          'clip',
          clip,
          () =>
            `Wrote ${printable(clip.path)}: ${timecode(clip.start)} to ${timecode(clip.end)} of the film.`,
        );
        return exitCode.done;
      }),
    );
}
