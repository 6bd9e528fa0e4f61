import type { Command } from 'commander';
import type { OutputOf } from '../../../api/contract.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../output/printable.ts';

export function addModelsTryCommand(models: Command, runner: CommandRunner): void {
  models
    .command('try')
    .description('show what the picture model sees in a picture, and how it understands words about it')
    .argument('<picture>', 'a picture file')
    .argument('[words...]', 'words about it, English or Chinese')
    .action((picture: string, words: string[], _options, command: Command) =>
      runner.run(command, async (context) => {
        const trial = await context.withCore((core) =>
          core.call('models.try', { picture: { path: context.path(picture) }, text: words.join(' ') }),
        );
        context.result('models try', trial, () => trialText(trial));
        return exitCode.done;
      }),
    );
}

/** What is seen, then how the words were taken and how well they fit. */
export function trialText({ concepts, likeness, matched, unmatched }: OutputOf<'models.try'>): string {
  const seen = concepts.map(({ concept, certainty }) => `${concept} ${certainty.toFixed(2)}`);
  const lines = [`Seen: ${seen.length > 0 ? seen.join(', ') : 'nothing that it knows'}`];
  for (const { word, concepts: reached } of matched)
    lines.push(`“${printable(word)}” means ${reached.join(', ')}`);
  for (const word of unmatched) lines.push(`“${printable(word)}” is not known to the picture model`);
  if (likeness !== null) lines.push(`The picture shows this with a likelihood of ${likeness.toFixed(2)}.`);
  return lines.join('\n');
}
