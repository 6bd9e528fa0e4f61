import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Concept, ConceptSight, InputOf, OutputOf } from '../../../api/contract.ts';
import type { Box } from '../../../domain/box.ts';
import { conceptKinds, type ConceptKind } from '../../../domain/concept.ts';
import { UserFacingError } from '../../../domain/errors.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';

const mostPictures = 30;

interface PictureOptions {
  readonly kind: ConceptKind;
  readonly box?: readonly Box[];
}

export function addConceptsCommand(program: Command, runner: CommandRunner): void {
  const concepts = program.command('concepts').description('name the pets, objects and places in your films');
  addAdd(concepts, runner);
  addPreview(concepts, runner);
  addList(concepts, runner);
  addRename(concepts, runner);
  addRemove(concepts, runner);
}

function withPictures(command: Command): Command {
  return command
    .argument('<pictures...>', 'picture files that show it', atMostPictures)
    .addOption(new Option('--kind <kind>', 'what it is').choices(conceptKinds).default('object'))
    .option(
      '--box <x,y,w,h>',
      'where a picture shows it, in fractions of the picture; once for each picture, in their order',
      readBox,
    );
}

function addAdd(concepts: Command, runner: CommandRunner): void {
  const add = concepts
    .command('add')
    .description('enrol a pet, an object or a place from pictures, or add pictures to it')
    .argument('<name>', 'the name that searches will use');
  withPictures(add).action((name: string, pictures: string[], options: PictureOptions, command: Command) =>
    runner.run(command, async (context) => {
      const input = { name, kind: options.kind, pictures: inputOf(context, pictures, options) };
      const added = await context.withCore((core) => core.call('concepts.add', input));
      sayProblems(context, added.pictures);
      context.result('concepts add', added, () => addedText(name, added));
      return added.pictures.some(({ problem }) => problem === null) ? exitCode.done : exitCode.failed;
    }),
  );
}

function addPreview(concepts: Command, runner: CommandRunner): void {
  const preview = concepts
    .command('preview')
    .description('show what would be found from pictures, and what would be taken for it; stores nothing');
  withPictures(preview).action((pictures: string[], options: PictureOptions, command: Command) =>
    runner.run(command, async (context) => {
      const input = { kind: options.kind, pictures: inputOf(context, pictures, options) };
      const shown = await context.withCore((core) => core.call('concepts.preview', input));
      sayProblems(context, shown.pictures);
      context.result('concepts preview', shown, () => previewText(shown, widthOf(context.terminal)));
      return shown.pictures.some(({ problem }) => problem === null) ? exitCode.done : exitCode.failed;
    }),
  );
}

function addList(concepts: Command, runner: CommandRunner): void {
  concepts
    .command('list')
    .description('list the concepts and how much of them the library holds')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const listed = await context.withCore((core) => core.call('concepts.list', {}));
        context.result('concepts list', listed, () =>
          listed.concepts.length > 0
            ? conceptTable(listed.concepts, widthOf(context.terminal))
            : 'Nothing is enrolled yet. Add something with: kinora concepts add <name> <pictures...>',
        );
        return exitCode.done;
      }),
    );
}

function addRename(concepts: Command, runner: CommandRunner): void {
  concepts
    .command('rename')
    .description('give a concept another name')
    .argument('<name>')
    .argument('<new name>')
    .action((name: string, to: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const renamed = await context.withCore((core) => core.call('concepts.rename', { name, to }));
        const text = `${printable(name)} is called ${printable(renamed.concept.name)} now.`;
        context.result('concepts rename', renamed, () => text);
        return exitCode.done;
      }),
    );
}

function addRemove(concepts: Command, runner: CommandRunner): void {
  concepts
    .command('remove')
    .description('forget a concept: the name, the pictures and everything derived from them')
    .argument('<name>')
    .action((name: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const removal = await context.withCore((core) => core.call('concepts.remove', { name }));
        if (!removal.removed) {
          throw new UserFacingError(
            'not-found',
            `No concept is called ${name}.`,
            'See the concepts with: kinora concepts list',
          );
        }
        context.result('concepts remove', removal, () => `${printable(name)} is forgotten.`);
        return exitCode.done;
      }),
    );
}

function atMostPictures(picture: string, before: string[] | undefined): string[] {
  const pictures = [...(before ?? []), picture];
  if (pictures.length <= mostPictures) return pictures;
  throw new InvalidArgumentError(`At most ${mostPictures} pictures can be given at once.`);
}

function readBox(text: string, before: readonly Box[] = []): Box[] {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [x, y, width, height] = numbers as [number, number, number, number];
  const isBox =
    numbers.length === 4 && numbers.every((number) => number >= 0 && number <= 1) && width > 0 && height > 0;
  if (!isBox) throw new InvalidArgumentError('Write four numbers from 0 to 1, for example 0.2,0.1,0.5,0.6.');
  return [...before, { x, y, width, height }];
}

function inputOf(
  context: CommandContext,
  pictures: readonly string[],
  { box = [] }: PictureOptions,
): InputOf<'concepts.add'>['pictures'] {
  return pictures.map((path, index) => ({
    picture: { path: context.path(path) },
    ...(box[index] ? { box: box[index] } : {}),
  }));
}

function sayProblems(context: CommandContext, pictures: OutputOf<'concepts.add'>['pictures']): void {
  for (const { picture, problem } of pictures) {
    if (!problem) continue;
    context.say([`${picture}: ${problem.sentence}`, problem.remedy].map(printable).join('\n'));
  }
}

function addedText(name: string, { concept, pictures }: OutputOf<'concepts.add'>): string {
  const taken = pictures.filter(({ problem }) => problem === null).length;
  if (taken === 0 || !concept) return `${printable(name)} was not enrolled: no picture could be used.`;
  const refused = taken < pictures.length ? `, ${pictures.length - taken} refused` : '';
  const seen = `On screen for ${timecode(concept.onScreen)} in ${counted(concept.videos, 'film')}.`;
  return `${printable(name)} is enrolled: ${counted(taken, 'picture')} taken${refused}. ${seen}`;
}

function previewText({ found, confused, rivals }: OutputOf<'concepts.preview'>, width: number): string {
  const parts = [
    found.length > 0 ? `It would be found here:\n${sightTable(found, width)}` : 'It would be found nowhere.',
  ];
  if (confused.length > 0) parts.push(`Nearly taken for it:\n${sightTable(confused, width)}`);
  for (const { name, likelihood } of rivals) {
    parts.push(`${printable(name)} would be taken for it (${likelihood.toFixed(2)}).`);
  }
  return parts.join('\n\n');
}

function sightTable(sights: readonly ConceptSight[], width: number): string {
  return renderTable(
    [
      { title: 'film', flexible: true },
      { title: 'time', align: 'right' },
      { title: 'likelihood', align: 'right' },
    ],
    sights.map(({ path, time, likelihood }) => [printable(path), timecode(time), likelihood.toFixed(2)]),
    width,
  );
}

function conceptTable(concepts: readonly Concept[], width: number): string {
  return renderTable(
    [
      { title: 'name', flexible: true },
      { title: 'kind' },
      { title: 'pictures', align: 'right' },
      { title: 'films', align: 'right' },
      { title: 'on screen', align: 'right' },
    ],
    concepts.map(({ name, kind, pictures, videos, onScreen }) => [
      printable(name),
      kind,
      String(pictures),
      String(videos),
      timecode(onScreen),
    ]),
    width,
  );
}
