import type { Command } from 'commander';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';

export function addAskCommand(program: Command, runner: CommandRunner): void {
  program
    .command('ask')
    .description('ask something about your films: the answer cites frames and lines with their times')
    .argument('<question...>', 'the question, in English or Chinese; several words are joined')
    .option(
      '--film <path>',
      'a film that the question is about; given again for each film, all films when left out',
      (path: string, before: readonly string[] = []) => [...before, path],
    )
    .addHelpText(
      'after',
      `\nExamples:\n  kinora ask "how many times does Ada enter the kitchen?" --film tea.mp4\n  kinora ask "does anybody mention the letter?"`,
    )
    .action((words: string[], { film }: { film?: string[] }, command: Command) =>
      runner.run(command, async (context) => {
        const chosen = film === undefined ? {} : { paths: film.map((path) => context.path(path)) };
        const told = await context.withCore((core) =>
          core.call('ask.question', { question: words.join(' '), ...chosen }, context.signal),
        );
        context.result('ask', told, () =>
          [
            printable(told.answer),
            ...told.evidence.map(
              ({ kind, path, start, end, text }) =>
                `  ${kind} ${timecode(start)}-${timecode(end)} ${printable(text)} ${printable(path)}`,
            ),
          ].join('\n'),
        );
        return exitCode.done;
      }),
    );
}
