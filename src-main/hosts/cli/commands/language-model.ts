import { Option, type Command } from 'commander';
import { modelPurposes, type LanguageModelView, type ModelPurpose } from '../../../api/contract.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../output/printable.ts';

/** The commands that choose language models: for words, and for pictures. */
export function addLanguageModelCommand(program: Command, runner: CommandRunner): void {
  const group = program
    .command('language-model')
    .description(
      'choose a language model for conversations and answers, or one that takes pictures; nothing needs one, and there is none at first',
    );
  group
    .command('show')
    .description('show which language models are asked, and where')
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
      'have a language model help with turns that are not understood surely and word answers about films, or answer from pictures (Ollama, llama.cpp, LM Studio)',
    )
    .argument('<address>', 'where it answers, such as http://127.0.0.1:11434/v1')
    .requiredOption('--model <name>', 'the model’s name there')
    .addOption(purposeOption())
    .option(
      '--leave-this-machine',
      'agree that turns, questions, names, titles and lines of films, or with --for pictures pictures of films, are sent to an address on another machine',
    )
    .addHelpText(
      'after',
      `\nA key is taken from the environment variable KINORA_LANGUAGE_MODEL_KEY, for pictures KINORA_PICTURE_MODEL_KEY, and kept nowhere.\n\nExamples:\n  kinora language-model use http://127.0.0.1:11434/v1 --model qwen3:4b\n  kinora language-model use http://127.0.0.1:11434/v1 --model qwen3-vl:4b --for pictures`,
    )
    .action((address: string, options: UseOptions, command: Command) =>
      runner.run(command, async (context) => {
        const { model, for: purpose, leaveThisMachine: mayLeaveMachine = false } = options;
        const view = await context.withCore((core) =>
          core.call('languageModel.use', { address, model, purpose, mayLeaveMachine }),
        );
        context.result('language-model use', view, () => viewText(view));
        return exitCode.done;
      }),
    );
  group
    .command('stop')
    .description('go on without a language model')
    .addOption(purposeOption())
    .action(({ for: purpose }: Pick<UseOptions, 'for'>, command: Command) =>
      runner.run(command, async (context) => {
        const view = await context.withCore((core) => core.call('languageModel.stop', { purpose }));
        context.result('language-model stop', view, () => viewText(view));
        return exitCode.done;
      }),
    );
}

interface UseOptions {
  readonly model: string;
  readonly for: ModelPurpose;
  readonly leaveThisMachine?: true;
}

function purposeOption(): Option {
  return new Option('--for <what>', 'what it is asked for').choices(modelPurposes).default('words');
}

function viewText({ choice, pictures }: LanguageModelView): string {
  const lines = [
    ...modelText(
      choice,
      'turns that are not understood surely, questions, names of people; then what is found, with titles and lines of films',
    ),
    ...modelText(pictures, 'with --pictures, a question with up to 64 pictures and 40 lines of a film'),
  ];
  return lines.length > 0 ? lines.join('\n') : 'No language model: nothing is sent anywhere.';
}

function modelText(choice: LanguageModelView['choice'], what: string): string[] {
  if (!choice) return [];
  const where = choice.isLocal ? 'on this machine' : 'on another machine';
  return [
    `model    ${printable(choice.model)}`,
    `sent to  ${printable(choice.address)}/chat/completions (${where})`,
    `what     ${what}`,
  ];
}
