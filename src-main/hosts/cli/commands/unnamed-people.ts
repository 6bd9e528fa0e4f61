import type { Command } from 'commander';
import type { Core } from '../../../api/core-interface.ts';
import type { OutputOf, Person, UnnamedGroup } from '../../../api/contract.ts';
import { UserFacingError } from '../../../domain/errors.ts';
import { foldName } from '../../../domain/person-name.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';

/** The commands about people whom nobody has named yet, and about which face is whose. */
export function addUnnamedCommands(people: Command, runner: CommandRunner): void {
  addUnnamed(people, runner);
  addName(people, runner);
  addMerge(people, runner);
  addSplit(people, runner);
  addNotThis(people, runner);
  addIgnore(people, runner);
  addUndo(people, runner);
}

const mostId = 999_999_999;
const id = wholeNumber(1, mostId);
const ids = (word: string, before: number[] | undefined) => [...(before ?? []), id(word)];

function addUnnamed(people: Command, runner: CommandRunner): void {
  people
    .command('unnamed')
    .description('list the people in your films whom nobody has named, those most on screen first')
    .option('--limit <n>', 'how many to list', wholeNumber(1, 500), 50)
    .option('--offset <n>', 'how many to pass over', wholeNumber(0, mostId), 0)
    .action((options: { limit: number; offset: number }, command: Command) =>
      runner.run(command, async (context) => {
        const listed = await context.withCore((core) => core.call('people.unnamed', options));
        context.result('people unnamed', listed, () =>
          listed.groups.length > 0
            ? unnamedTable(listed.groups, widthOf(context.terminal))
            : 'There is nobody to be named.',
        );
        return exitCode.done;
      }),
    );
}

function unnamedTable(groups: readonly UnnamedGroup[], width: number): string {
  return renderTable(
    [
      { title: 'group', align: 'right' },
      { title: 'on screen', align: 'right' },
      { title: 'films', align: 'right' },
      { title: 'tracks', align: 'right' },
      { title: 'seen best in', flexible: true },
    ],
    groups.map(({ id: group, onScreen, videos, tracks, faces }) => [
      String(group),
      timecode(onScreen),
      String(videos),
      String(tracks),
      faces[0] ? `${printable(faces[0].title)} at ${timecode(faces[0].time)}` : '',
    ]),
    width,
  );
}

function addName(people: Command, runner: CommandRunner): void {
  people
    .command('name')
    .description('say who a group is: somebody who has this name already, or else a new person')
    .argument('<group>', 'its number in “people unnamed”', id)
    .argument('<name>', 'the name that searches will use')
    .action((group: number, name: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const named = await context.withCore((core) => core.call('people.name', { group, name }));
        context.result('people name', named, () => namedText(group, named));
        return exitCode.done;
      }),
    );
}

function namedText(group: number, { person, known }: OutputOf<'people.name'>): string {
  const who = known
    ? `Group ${group} is ${person.name}, who was named before.`
    : `Group ${group} is ${person.name}.`;
  return `${printable(who)} On screen for ${timecode(person.onScreen)} in ${counted(person.videos, 'film')}.`;
}

function addMerge(people: Command, runner: CommandRunner): void {
  people
    .command('merge')
    .description('say that groups are one person, or that two people are: the second becomes the first')
    .argument('<groups...>', 'their numbers in “people unnamed”, or two names with --people')
    .option('--people', 'the arguments are names of people')
    .action((given: string[], options: { people?: boolean }, command: Command) =>
      runner.run(command, async (context) => {
        const merged = await context.withCore(async (core) =>
          core.call(
            'people.merge',
            options.people ? { people: await twoPeople(core, given) } : { groups: given.map(id) },
          ),
        );
        context.result('people merge', merged, () => 'They are one person now.');
        return exitCode.done;
      }),
    );
}

async function twoPeople(core: Core, names: readonly string[]): Promise<[number, number]> {
  const [into, from, ...more] = names;
  if (into === undefined || from === undefined || more.length > 0) {
    throw new UserFacingError(
      'bad-input',
      'Two people can be merged at a time.',
      'Give two names, the one to be kept first.',
    );
  }
  return [(await personCalled(core, into)).id, (await personCalled(core, from)).id];
}

function addSplit(people: Command, runner: CommandRunner): void {
  people
    .command('split')
    .description('say which faces of a group are not the person of the rest')
    .argument('<group>', 'its number in “people unnamed”', id)
    .argument('<tracks...>', 'tracks of these faces, as “people unnamed --json” tells them', ids)
    .action((group: number, tracks: number[], _options, command: Command) =>
      runner.run(command, async (context) => {
        const split = await context.withCore((core) => core.call('people.split', { group, tracks }));
        context.result('people split', split, () => `${counted(tracks.length, 'face')} left group ${group}.`);
        return exitCode.done;
      }),
    );
}

function addNotThis(people: Command, runner: CommandRunner): void {
  people
    .command('not-this')
    .description('say that a face is not this person')
    .argument('<name>')
    .argument('<track>', 'the track of the face, as “search --json” tells it', id)
    .action((name: string, track: number, _options, command: Command) =>
      runner.run(command, async (context) => {
        const changed = await context.withCore(async (core) => {
          const person = await personCalled(core, name);
          return core.call('people.notThis', { person: person.id, track });
        });
        context.result('people not-this', changed, () => `This face is not ${printable(name)} any more.`);
        return exitCode.done;
      }),
    );
}

function addIgnore(people: Command, runner: CommandRunner): void {
  people
    .command('ignore')
    .description('list a group no more: nobody has to know who it is')
    .argument('<group>', 'its number in “people unnamed”', id)
    .action((group: number, _options, command: Command) =>
      runner.run(command, async (context) => {
        const ignored = await context.withCore((core) => core.call('people.ignore', { group }));
        context.result('people ignore', ignored, () => `Group ${group} is not listed any more.`);
        return exitCode.done;
      }),
    );
}

function addUndo(people: Command, runner: CommandRunner): void {
  people
    .command('undo')
    .description('take back the latest of these: name, merge, split, not-this, ignore')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const undo = await context.withCore((core) => core.call('people.undo', {}));
        context.result('people undo', undo, () =>
          undo.undone === null ? 'There is nothing to take back.' : `Taken back: ${undo.undone}.`,
        );
        return exitCode.done;
      }),
    );
}

async function personCalled(core: Core, name: string): Promise<Person> {
  const { people } = await core.call('people.list', {});
  const found =
    people.find((person) => person.name === name) ??
    people.find((person) => foldName(person.name) === foldName(name));
  if (found) return found;
  throw new UserFacingError(
    'unknown-person',
    `Nobody called ${name} is enrolled.`,
    'See who is with: kinora people list',
  );
}
