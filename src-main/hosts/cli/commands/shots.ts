import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { timecode } from '../output/durations.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';

export function addShotsCommand(program: Command, runner: CommandRunner): void {
  program
    .command('shots')
    .description('list the shots of an indexed film')
    .argument('<video>', 'path of the film')
    .action((video: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const found = await context.withCore((core) =>
          core.call('shots.list', { path: context.path(video) }),
        );
        context.result('shots', found, () =>
          renderTable(
            [
              { title: 'shot', align: 'right' },
              { title: 'start', align: 'right' },
              { title: 'end', align: 'right' },
              { title: 'begins with' },
            ],
            found.shots.map((shot, index) => [
              String(index + 1),
              timecode(shot.start),
              timecode(shot.end),
              shot.transition,
            ]),
            widthOf(context.terminal),
          ),
        );
        return exitCode.done;
      }),
    );
}
