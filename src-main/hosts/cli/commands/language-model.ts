import type { Command } from 'commander';
import type { LanguageModelView } from '../../../api/contract.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../output/printable.ts';

/** The commands that choose a language model for conversations. */
export function addLanguageModelCommand(program: Command, runner: CommandRunner): void {
  const group = program
    .command('language-model')
    .description('choose a language model for conversations; they need none, and there is none at first');
  group
    .command('show')
    .description('show which language model is asked, and where')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const view = await context.withCore((core) => core.call('languageModel.settings', {}));
        context.result('language-model show', view, () => viewText(view));
        return exitCode.done;
      }),
    );
  group
    .command('use')
    .description(
      'have a language model help with turns that are not understood surely (Ollama, llama.cpp, LM Studio)',
    )
    .argument('<address>', 'where it answers, such as http://127.0.0.1:11434/v1')
    .requiredOption('--model <name>', 'the model’s name there')
    .option(
      '--leave-this-machine',
      'agree that turns, names, titles and lines of films are sent to an address on another machine',
    )
    .addHelpText(
      'after',
      `\nA key is taken from the environment variable KINORA_LANGUAGE_MODEL_KEY and kept nowhere.\n\nExamples:\n  kinora language-model use http://127.0.0.1:11434/v1 --model qwen3:4b`,
    )
    .action((address: string, options: { model: string; leaveThisMachine?: true }, command: Command) =>
      runner.run(command, async (context) => {
        const { model, leaveThisMachine: mayLeaveMachine = false } = options;
        const view = await context.withCore((core) =>
          core.call('languageModel.use', { address, model, mayLeaveMachine }),
        );
        context.result('language-model use', view, () => viewText(view));
        return exitCode.done;
      }),
    );
  group
    .command('stop')
    .description('go on without a language model')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const view = await context.withCore((core) => core.call('languageModel.stop', {}));
        context.result('language-model stop', view, () => viewText(view));
        return exitCode.done;
      }),
    );
}

function viewText({ choice }: LanguageModelView): string {
  if (!choice) return 'No language model: nothing is sent anywhere.';
  const where = choice.isLocal ? 'on this machine' : 'on another machine';
  return [
    `model    ${printable(choice.model)}`,
    `sent to  ${printable(choice.address)}/chat/completions (${where})`,
    `what     turns that are not understood surely, names of people; then what they find, with titles and lines of films`,
  ].join('\n');
}
