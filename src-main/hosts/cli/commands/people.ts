import { InvalidArgumentError, type Command } from 'commander';
import type { OutputOf, Person } from '../../../api/contract.ts';
import { UserFacingError } from '../../../domain/errors.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';
import { addPeopleCastCommands } from './people-cast.ts';
import { addUnnamedCommands } from './unnamed-people.ts';

const mostPictures = 10;

export function addPeopleCommand(program: Command, runner: CommandRunner): void {
  const people = program.command('people').description('name the people in your films');
  addAdd(people, runner);
  addList(people, runner);
  addRemove(people, runner);
  addPeopleCastCommands(people, runner);
  addUnnamedCommands(people, runner);
}

function addAdd(people: Command, runner: CommandRunner): void {
  people
    .command('add')
    .description('enrol a person from 1 to 10 pictures with one face each, or add pictures to a person')
    .argument('<name>', 'the name that searches will use')
    .argument('<pictures...>', 'picture files', atMostTenPictures)
    .action((name: string, pictures: string[], _options, command: Command) =>
      runner.run(command, async (context) => {
        const added = await context.withCore((core) =>
          core.call('people.add', { name, pictures: pictures.map((path) => ({ path: context.path(path) })) }),
        );
        for (const { picture, reason, remedy } of added.rejected) {
          context.say([`${picture}: ${reason}`, remedy].map(printable).join('\n'));
        }
        context.result('people add', added, () => addedText(name, added));
        return added.accepted > 0 ? exitCode.done : exitCode.failed;
      }),
    );
}

function atMostTenPictures(picture: string, before: string[] | undefined): string[] {
  const pictures = [...(before ?? []), picture];
  if (pictures.length > mostPictures) {
    throw new InvalidArgumentError(`At most ${mostPictures} pictures can be given at once.`);
  }
  return pictures;
}

function addedText(name: string, { person, accepted, rejected }: OutputOf<'people.add'>): string {
  if (accepted === 0) return `${printable(name)} was not enrolled: no picture could be used.`;
  const refused = rejected.length > 0 ? `, ${rejected.length} refused` : '';
  const seen = person
    ? ` On screen for ${timecode(person.onScreen)} in ${counted(person.videos, 'film')}.`
    : '';
  return `${printable(name)} is enrolled: ${counted(accepted, 'picture')} taken${refused}.${seen}`;
}

function addList(people: Command, runner: CommandRunner): void {
  people
    .command('list')
    .description('list the people and how much of them the library holds')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const listed = await context.withCore((core) => core.call('people.list', {}));
        context.result('people list', listed, () =>
          listed.people.length > 0
            ? peopleTable(listed.people, widthOf(context.terminal))
            : 'Nobody is enrolled yet. Add somebody with: kinora people add <name> <pictures...>',
        );
        return exitCode.done;
      }),
    );
}

function peopleTable(people: readonly Person[], width: number): string {
  return renderTable(
    [
      { title: 'name', flexible: true },
      { title: 'pictures', align: 'right' },
      { title: 'films', align: 'right' },
      { title: 'on screen', align: 'right' },
    ],
    people.map((person) => [
      printable(person.name),
      String(person.pictures),
      String(person.videos),
      timecode(person.onScreen),
    ]),
    width,
  );
}

function addRemove(people: Command, runner: CommandRunner): void {
  people
    .command('remove')
    .description('forget a person: the name, the pictures and everything derived from them')
    .argument('<name>')
    .action((name: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const removal = await context.withCore((core) => core.call('people.remove', { name }));
        if (!removal.removed) {
          throw new UserFacingError(
            'unknown-person',
            `Nobody called ${name} is enrolled.`,
            'See who is with: kinora people list',
          );
        }
        context.result('people remove', removal, () => `${printable(name)} is forgotten.`);
        return exitCode.done;
      }),
    );
}
