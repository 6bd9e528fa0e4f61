import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';

export function addModelsCommand(program: Command, runner: CommandRunner): void {
  program
    .command('models')
    .description('the models that look and listen')
    .command('list')
    .description('list the models, where they come from and whether they are ready')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const listed = await context.withCore((core) => core.call('models.list', {}));
        context.result('models list', listed, () =>
          renderTable(
            [
              { title: 'model' },
              { title: 'task', flexible: true },
              { title: 'pack' },
              { title: 'licence' },
              { title: 'MB', align: 'right' },
              { title: 'state' },
              { title: 'runs on' },
            ],
            listed.models.map((model) => [
              model.id,
              model.task,
              model.pack,
              model.licence,
              (model.bytes / 1e6).toFixed(1),
              model.state,
              model.provider,
            ]),
            widthOf(context.terminal),
          ),
        );
        return exitCode.done;
      }),
    );
}
