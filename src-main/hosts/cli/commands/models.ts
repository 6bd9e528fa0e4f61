import type { Command } from 'commander';
import type { ModelOverview } from '../../../api/contract.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';
import { addModelsBenchmarkCommand } from './models-benchmark.ts';
import { addModelsChangeCommands } from './models-changes.ts';
import { addModelsTryCommand } from './models-try.ts';

export function addModelsCommand(program: Command, runner: CommandRunner): void {
  const models = program.command('models').description('the models that look and listen');
  addModelsBenchmarkCommand(models, runner);
  addModelsChangeCommands(models, runner);
  addModelsTryCommand(models, runner);
  models
    .command('list')
    .description('list the models, where they come from and whether they are ready')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const listed = await context.withCore((core) => core.call('models.list', {}));
        context.result('models list', listed, () =>
          [
            renderTable(
              [
                { title: 'model' },
                { title: 'for', flexible: true },
                { title: 'pack' },
                { title: 'licence' },
                { title: 'MB', align: 'right' },
                { title: 'state' },
                { title: 'runs on' },
              ],
              listed.models.map((model) => [
                model.id,
                model.family,
                model.pack,
                `${model.licence}${model.nonCommercial ? ' (non-commercial)' : ''}`,
                `${(model.bytes / 1e6).toFixed(1)}${model.bytesComplete ? '' : '+'}`,
                stateOf(model),
                model.provider,
              ]),
              widthOf(context.terminal),
            ),
            ...problemsOf(listed.models),
          ].join('\n'),
        );
        return exitCode.done;
      }),
    );
}

/** The state in words; what has arrived of a model that is not whole, and whether it was taken on trust. */
function stateOf({ state, inUse, installedBytes, bytes, seenHashes }: ModelOverview): string {
  const facts: string[] = [state];
  if (inUse) facts.push('in use');
  if (state !== 'ready' && installedBytes > 0 && bytes > 0) {
    facts.push(`${Math.min(99, Math.floor((100 * installedBytes) / bytes))} % there`);
  }
  if (seenHashes.length > 0) facts.push('on trust');
  return facts.join(', ');
}

/** Why models do not run on the provider that should have come first, each reason once. */
function problemsOf(models: readonly { readonly providerProblem?: string | undefined }[]): string[] {
  const problems = models.flatMap(({ providerProblem }) => (providerProblem ? [providerProblem] : []));
  return [...new Set(problems)].map(printable);
}
