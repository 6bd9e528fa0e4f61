import type { Command } from 'commander';
import { intents, isIntent, type Intent } from '../../../conversation/intent.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { momentTable } from '../output/moment-table.ts';
import { printable } from '../output/printable.ts';
import { widthOf } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';

interface ConverseOptions {
  readonly session: string;
  readonly as?: string;
  readonly person?: string;
  readonly undo?: number | true;
  readonly forget?: true;
}

/** Moments that are shown of a turn. */
const mostShown = 10;

export function addConverseCommand(program: Command, runner: CommandRunner): void {
  program
    .command('converse')
    .description('say something in a conversation about your films: it goes on from what was said before')
    .argument('[turn...]', 'what you say, in English or Chinese; several words are joined')
    .option('--session <name>', 'the conversation; it begins with its first turn', 'default')
    .option('--as <intent>', `what the turn means, where that is in doubt: ${intents.join(', ')}`)
    .option('--person <name>', 'whom a pronoun means, where that is in doubt')
    .option('--undo [turn]', 'take back a turn by its number, the last when left out', wholeNumber(1, 10_000))
    .option('--forget', 'forget the conversation')
    .addHelpText(
      'after',
      `\nExamples:\n  kinora converse --session tea "the film where Bo loses his mug"\n  kinora converse --session tea "when does he find it?"`,
    )
    .action((words: string[], options: ConverseOptions, command: Command) => {
      const { session, undo, forget, person } = options;
      const says = words.length > 0;
      if ([says, undo !== undefined, forget !== undefined].filter(Boolean).length !== 1) {
        command.error('error: say something, or give --undo or --forget');
      }
      if (options.as !== undefined && !isIntent(options.as)) {
        command.error(`error: there is no intent “${options.as}”; there is: ${intents.join(', ')}`);
      }
      const intent = options.as as Intent | undefined;
      return runner.run(command, async (context) => {
        if (forget) {
          const gone = await context.withCore((core) => core.call('conversation.forget', { session }));
          context.result('converse --forget', gone, () =>
            gone.forgotten ? 'Forgotten.' : `There is no conversation ${printable(session)}.`,
          );
          return gone.forgotten ? exitCode.done : exitCode.failed;
        }
        if (undo !== undefined) {
          const place = undo === true ? {} : { place: undo - 1 };
          const state = await context.withCore((core) =>
            core.call('conversation.undo', { session, ...place }, context.signal),
          );
          context.result('converse --undo', state, () =>
            state.turns.map(({ text }, at) => `${at + 1}  ${printable(text)}`).join('\n'),
          );
          return exitCode.done;
        }
        const { turn, moments } = await context.withCore(async (core) => {
          const { choice } = await core.call('languageModel.settings', {});
          if (choice) {
            const where = `${printable(choice.address)} (${printable(choice.model)})`;
            context.say(`What is not understood surely is sent to ${where}.`);
          }
          return core.call(
            'conversation.turn',
            { session, text: words.join(' '), ...(intent ? { intent } : {}), ...(person ? { person } : {}) },
            context.signal,
          );
        });
        context.result('converse', { ...turn, moments }, () => {
          const { question, notes, answer, plan } = turn;
          const asked = question && [
            question.text,
            ...question.readings.map((one) => `  ${one.label} (${howToSay(one)})`),
          ];
          const film = plan.film ? ` · ${plan.film.title}` : '';
          const understood = `[${turn.intent}] ${plan.query}${film}`;
          const shown = moments.slice(0, mostShown);
          return [
            printable(understood.trim()),
            ...notes.map(printable),
            ...(asked ?? []).map(printable),
            ...(answer === '' ? [] : [printable(answer)]),
            ...(shown.length > 0 ? [momentTable(shown, widthOf(context.terminal))] : []),
          ].join('\n');
        });
        return exitCode.done;
      });
    });
}

function howToSay({ intent, person }: { readonly intent: Intent; readonly person: string | null }): string {
  return person === null ? `--as ${intent}` : `--person ${person}`;
}
