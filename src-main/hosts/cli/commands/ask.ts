import type { Command } from 'commander';
import type { OutputOf } from '../../../api/contract.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { gathered } from '../gathered.ts';
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
      gathered,
    )
    .option(
      '--pictures',
      'have the model that takes pictures answer too (kinora language-model use --for pictures)',
    )
    .addHelpText(
      'after',
      `\nExamples:\n  kinora ask "how many times does Ada enter the kitchen?" --film tea.mp4\n  kinora ask "does anybody mention the letter?"`,
    )
    .action((words: string[], { film, pictures }: { film?: string[]; pictures?: true }, command: Command) =>
      runner.run(command, async (context) => {
        const chosen = film === undefined ? {} : { paths: film.map((path) => context.path(path)) };
        const asked = { question: words.join(' '), ...chosen };
        const told = await context.withCore(async (core) => {
          const models = await core.call('languageModel.settings', {});
          if (models.choice)
            context.say(`The question, and what is found, is sent to ${where(models.choice)}.`);
          const answer = await core.call('ask.question', asked, context.signal);
          if (!pictures) return answer;
          if (models.pictures) {
            context.say(`Pictures and lines of the film are sent to ${where(models.pictures)}.`);
          }
          return { ...answer, pictures: await core.call('ask.pictures', asked, context.signal) };
        });
        for (const note of told.notes) context.say(printable(note));
        context.result('ask', told, () =>
          [
            ...answerText(told),
            ...('pictures' in told
              ? ['', 'From the pictures, by the model:', ...picturesText(told.pictures)]
              : []),
          ].join('\n'),
        );
        return exitCode.done;
      }),
    );
}

function where({ address, model }: { readonly address: string; readonly model: string }): string {
  return `${printable(address)} (${printable(model)})`;
}

function answerText({ answer, evidence }: Pick<OutputOf<'ask.question'>, 'answer' | 'evidence'>): string[] {
  return [
    printable(answer),
    ...evidence.map(
      ({ kind, path, start, end, text }) =>
        `  ${kind} ${timecode(start)}-${timecode(end)} ${printable(text)} ${printable(path)}`,
    ),
  ];
}

function picturesText({ sentences, evidence, notes }: OutputOf<'ask.pictures'>): string[] {
  if (sentences.length === 0) return notes.map(printable);
  return answerText({ answer: sentences.map(({ text }) => text).join(' '), evidence });
}
