import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { momentTable } from '../output/moment-table.ts';
import { printable } from '../output/printable.ts';
import { widthOf } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';

/** Problems that mean the question itself could not be asked; a line that nobody says is merely not found. */
const unanswerable = new Set(['unknown-person', 'bad-input']);

export function addSearchCommand(program: Command, runner: CommandRunner): void {
  program
    .command('search')
    .description('find moments: @Name, things and places, words of dialogue, "an exact line" in quotes')
    .argument('<query...>', 'the query; several words are joined')
    .option('--limit <n>', 'most moments to show', wholeNumber(1, 1000), 50)
    .addHelpText(
      'after',
      `\nExamples:\n  kinora search '@Ada @Bo "where is my mug"'\n  kinora search 'the red car then @Bo'`,
    )
    .action((words: string[], options: { limit: number }, command: Command) =>
      runner.run(command, async (context) => {
        const query = words.join(' ');
        const found = await context.withCore((core) =>
          core.call('search.run', { query, limit: options.limit }, context.signal),
        );
        for (const { sentence, remedy } of found.problems) {
          context.say([sentence, remedy].filter(Boolean).map(printable).join('\n'));
        }
        if (found.missing.length > 0) {
          const words = found.missing.map((word) => `“${printable(word)}”`).join(', ');
          context.say(`Neither the pictures nor the dialogue of this library know ${words}.`);
        }
        context.result('search', found, () => {
          const width = widthOf(context.terminal);
          if (found.moments.length > 0) return momentTable(found.moments, width);
          if (found.nearest.length === 0) return 'Nothing was found.';
          return `Nothing was found that is sure enough. The nearest:\n${momentTable(found.nearest, width)}`;
        });
        const refused = found.problems.some(({ code }) => unanswerable.has(code));
        return refused && found.moments.length === 0 ? exitCode.failed : exitCode.done;
      }),
    );
}
