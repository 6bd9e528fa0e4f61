import type { Command } from 'commander';
import type { OutputOf } from '../../../api/contract.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../output/printable.ts';
import { watchProgress } from '../watch-progress.ts';

export function addStatusCommand(program: Command, runner: CommandRunner): void {
  program
    .command('status')
    .description('tell what the library holds and what is wrong with it')
    .option('--watch', 'tell how far indexing is whenever that changes, until Ctrl-C')
    .action(({ watch }: { watch?: boolean }, command: Command) =>
      runner.run(command, async (context) => {
        if (watch) {
          await watchProgress(context);
          return exitCode.done;
        }
        const status = await context.withCore((core) => core.call('library.status', {}));
        context.result('status', status, () => statusText(status));
        return exitCode.done;
      }),
    );
}

function statusText(status: OutputOf<'library.status'>): string {
  const { ffmpeg } = status;
  return [
    `Kinora ${status.version}`,
    `library   ${printable(status.libraryPath)}`,
    `films     ${status.videos} (${status.ready} ready, ${status.failed} failed), ${status.hours.toFixed(1)} hours`,
    ...(status.queued > 0 ? [`to do     ${status.queued} passes over films`] : []),
    ...(status.setAside > 0 ? [`set aside ${status.setAside}: see “kinora activity”`] : []),
    `people    ${status.people}, seen in ${status.faceTracks} face tracks`,
    `dialogue  ${status.cues} lines`,
    `ffmpeg    ${ffmpeg ? `${ffmpeg.version} (${ffmpeg.source}) ${printable(ffmpeg.path)}` : 'not found'}`,
    ...status.problems.map(({ sentence, remedy }) => `${printable(sentence)} ${printable(remedy)}`),
  ].join('\n');
}
