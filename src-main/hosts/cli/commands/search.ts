import type { Command } from 'commander';
import type { Core } from '../../../api/core-interface.ts';
import { parseExample } from '../../../domain/example.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { momentTable } from '../output/moment-table.ts';
import { printable } from '../output/printable.ts';
import { weightTable } from '../output/weight-table.ts';
import { widthOf } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';

/** Problems that mean the question itself could not be asked; a line that nobody says is merely not found. */
const unanswerable = new Set(['unknown-person', 'bad-input']);

export function addSearchCommand(program: Command, runner: CommandRunner): void {
  program
    .command('search')
    .description('find moments: @Name, things and places, words of dialogue, "an exact line" in quotes')
    .argument('[query...]', 'the query; several words are joined')
    .option(
      '--like <file or id>',
      'a picture, a short clip or a moment to find the like of; may be repeated',
      collected,
      [],
    )
    .option('--limit <n>', 'most moments to show', wholeNumber(1, 1000), 50)
    .option('--more <moment>', 'a result of which more are wanted; may be repeated', collected, [])
    .option('--less <moment>', 'a result that is not wanted; may be repeated', collected, [])
    .option('--explain', 'show how each word is answered: by the picture or by the dialogue')
    .addHelpText(
      'after',
      `\nExamples:\n  kinora search '@Ada @Bo "where is my mug"'\n  kinora search 'the red car then @Bo'\n  kinora search --like beach.jpg 'at night'`,
    )
    .action((words: string[], options: SearchOptions, command: Command) => {
      if (words.length + options.like.length === 0) {
        command.error('error: say what to look for, or give an example with --like');
      }
      return runner.run(command, async (context) => {
        const found = await context.withCore(async (core) => {
          const query = [...words, ...(await likeParts(core, context, options.like))].join(' ');
          return core.call(
            'search.run',
            { query, limit: options.limit, feedback: { more: options.more, less: options.less } },
            context.signal,
          );
        });
        for (const { sentence, remedy } of found.problems) {
          context.say([sentence, remedy].filter(Boolean).map(printable).join('\n'));
        }
        if (found.missing.length > 0) {
          const words = found.missing.map((word) => `“${printable(word)}”`).join(', ');
          context.say(`Neither the pictures nor the dialogue of this library know ${words}.`);
        }
        if (options.explain && found.weights.length > 0) context.say(weightTable(found.weights));
        context.result('search', found, () => {
          const width = widthOf(context.terminal);
          const nearest = found.nearest.length > 0 ? `\n${momentTable(found.nearest, width)}` : '';
          if (found.moments.length > 0) {
            const sure = momentTable(found.moments, width);
            return nearest ? `${sure}\n\nNot sure enough, but near:${nearest}` : sure;
          }
          return nearest
            ? `Nothing was found that is sure enough. The nearest:${nearest}`
            : 'Nothing was found.';
        });
        const refused = found.problems.some(({ code }) => unanswerable.has(code));
        return refused && found.moments.length === 0 ? exitCode.failed : exitCode.done;
      });
    });
}

interface SearchOptions {
  readonly limit: number;
  readonly like: string[];
  readonly more: string[];
  readonly less: string[];
  readonly explain?: true;
}

function collected(value: string, before: string[]): string[] {
  return [...before, value];
}

/** The examples as parts of a query; files are given to the library first. */
async function likeParts(
  core: Core,
  context: CommandContext,
  examples: readonly string[],
): Promise<string[]> {
  const parts: string[] = [];
  for (const given of examples) {
    const name =
      parseExample(given) === null
        ? (await core.call('search.attach', { file: { path: context.path(given) } }, context.signal)).id
        : given;
    parts.push(`like:${name}`);
  }
  return parts;
}
