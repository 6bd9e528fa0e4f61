import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';

/** The commands about searches that are kept. */
export function addSearchesCommands(program: Command, runner: CommandRunner): void {
  const searches = program.command('searches').description('keep searches, and look at those made lately');
  searches
    .command('list')
    .description('list the kept searches, and those made lately in the app')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const found = await context.withCore((core) => core.call('search.list', {}));
        context.result('searches list', found, () =>
          renderTable(
            [{ title: 'number', align: 'right' }, { title: 'name' }, { title: 'query', flexible: true }],
            [
              ...found.saved.map(({ id, name, query }) => [String(id), printable(name), printable(query)]),
              ...found.recent.map((query) => ['', '(lately)', printable(query)]),
            ],
            widthOf(context.terminal),
          ),
        );
        return exitCode.done;
      }),
    );
  searches
    .command('save')
    .description('keep a search')
    .argument('<query...>', 'the query; several words are joined')
    .option('--name <name>', 'what it is to be called')
    .action((words: string[], { name }: { name?: string }, command: Command) =>
      runner.run(command, async (context) => {
        const input = { query: words.join(' '), ...(name === undefined ? {} : { name }) };
        const saved = await context.withCore((core) => core.call('search.save', input));
        context.result('searches save', saved, () => `Kept as number ${saved.id}: ${printable(saved.name)}`);
        return exitCode.done;
      }),
    );
  searches
    .command('remove')
    .description('forget a kept search')
    .argument('<number>', 'its number in the list', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .action((id: number, _options, command: Command) =>
      runner.run(command, async (context) => {
        const gone = await context.withCore((core) => core.call('search.forget', { id }));
        context.result('searches remove', gone, () =>
          gone.forgotten ? `Forgotten: ${printable(gone.forgotten.name)}` : `There is no kept search ${id}.`,
        );
        return gone.forgotten ? exitCode.done : exitCode.failed;
      }),
    );
}
