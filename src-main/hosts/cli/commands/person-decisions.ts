import { Option, type Command } from 'commander';
import type { AlikePair, DoubtfulFace } from '../../../api/contract.ts';
import { UserFacingError } from '../../../domain/errors.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { personCalled, twoPeople } from './person-called.ts';

/** The commands about one named person: which faces are theirs, what stands for them, and who looks like them. */
export function addPersonDecisionCommands(people: Command, runner: CommandRunner): void {
  addRename(people, runner);
  addCover(people, runner);
  addDoubtful(people, runner);
  addAnswer(people, runner, 'confirm');
  addAnswer(people, runner, 'refuse');
  addAlike(people, runner);
  addApart(people, runner);
}

const id = wholeNumber(1, 999_999_999);

function addRename(people: Command, runner: CommandRunner): void {
  people
    .command('rename')
    .description('give a person another name')
    .argument('<name>')
    .argument('<new-name>')
    .action((name: string, newName: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const renamed = await context.withCore(async (core) => {
          const { id: person } = await personCalled(core, name);
          return core.call('people.rename', { id: person, name: newName });
        });
        context.result(
          'people rename',
          renamed,
          () => `${printable(name)} is now called ${printable(renamed.person.name)}.`,
        );
        return exitCode.done;
      }),
    );
}

function addCover(people: Command, runner: CommandRunner): void {
  people
    .command('cover')
    .description('choose the face that stands for a person')
    .argument('<name>')
    .argument('[track]', 'the track of a face, as “search --json” tells it', id)
    .addOption(
      new Option(
        '--picture <n>',
        'a picture that the person was enrolled from, the first one being 1',
      ).argParser(wholeNumber(1, 1000)),
    )
    .action((name: string, track: number | undefined, options: { picture?: number }, command: Command) =>
      runner.run(command, async (context) => {
        const chosen = await context.withCore(async (core) => {
          const { id: person } = await personCalled(core, name);
          if (track !== undefined) return core.call('people.cover', { person, track });
          const { pictures } = await core.call('people.person', { id: person });
          const picture = pictures[(options.picture ?? 0) - 1];
          if (!picture) throw noSuchPicture(name, pictures.length);
          return core.call('people.cover', { person, picture: picture.id });
        });
        context.result('people cover', chosen, () => `This face stands for ${printable(name)} now.`);
        return exitCode.done;
      }),
    );
}

function noSuchPicture(name: string, pictures: number): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `${name} was enrolled from ${pictures} pictures; which face is to be the cover is not clear.`,
    'Give the track of a face, or --picture with a number from 1.',
  );
}

function addDoubtful(people: Command, runner: CommandRunner): void {
  people
    .command('doubtful')
    .description('list the faces of which it is worth saying whether they are a person')
    .argument('<name>')
    .option('--limit <n>', 'how many to list', wholeNumber(1, 100), 12)
    .action((name: string, options: { limit: number }, command: Command) =>
      runner.run(command, async (context) => {
        const listed = await context.withCore(async (core) => {
          const { id: person } = await personCalled(core, name);
          return core.call('people.doubtful', { id: person, ...options });
        });
        context.result('people doubtful', listed, () =>
          listed.faces.length > 0
            ? doubtTable(listed.faces, widthOf(context.terminal))
            : `There is nothing to ask about ${printable(name)}.`,
        );
        return exitCode.done;
      }),
    );
}

function doubtTable(faces: readonly DoubtfulFace[], width: number): string {
  return renderTable(
    [
      { title: 'track', align: 'right' },
      { title: 'certainty', align: 'right' },
      { title: 'now', align: 'left' },
      { title: 'on screen', align: 'right' },
      { title: 'seen best in', flexible: true },
    ],
    faces.map(({ track, confidence, named, onScreen, title, time }) => [
      String(track),
      confidence.toFixed(2),
      named ? 'is' : 'is not',
      timecode(onScreen),
      `${printable(title)} at ${timecode(time)}`,
    ]),
    width,
  );
}

function addAnswer(people: Command, runner: CommandRunner, answer: 'confirm' | 'refuse'): void {
  const isNot = answer === 'confirm' ? 'is' : 'is not';
  people
    .command(answer)
    .description(`say that a face ${isNot} a person, and so are all that are taken for the same one's`)
    .argument('<name>')
    .argument('<track>', 'the track of the face, as “people doubtful” tells it', id)
    .action((name: string, track: number, _options, command: Command) =>
      runner.run(command, async (context) => {
        await context.withCore(async (core) => {
          const { id: person } = await personCalled(core, name);
          await core.call(`people.${answer}`, { person, track });
        });
        context.result(`people ${answer}`, { name, track }, () => `This face ${isNot} ${printable(name)}.`);
        return exitCode.done;
      }),
    );
}

function addAlike(people: Command, runner: CommandRunner): void {
  people
    .command('alike')
    .description('list pairs of people who look like one person under two names')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const listed = await context.withCore((core) => core.call('people.alike', {}));
        context.result('people alike', listed, () =>
          listed.pairs.length > 0 ? listed.pairs.map(pairText).join('\n') : 'Nobody seems to have two names.',
        );
        return exitCode.done;
      }),
    );
}

function pairText({ people: [one, other], confidence }: AlikePair): string {
  const names = [one.name, other.name].map((name) => `"${name}"`).join(' ');
  return printable(
    `${one.name} and ${other.name} look like one person (${confidence.toFixed(2)}). ` +
      `If they are: kinora people merge --people ${names}; if not: kinora people apart ${names}`,
  );
}

function addApart(people: Command, runner: CommandRunner): void {
  people
    .command('apart')
    .description('say that two people who look alike are two')
    .argument('<names...>', 'two names')
    .action((names: string[], _options, command: Command) =>
      runner.run(command, async (context) => {
        const told = await context.withCore(async (core) =>
          core.call('people.apart', { people: await twoPeople(core, names) }),
        );
        context.result('people apart', told, () => 'They are two people.');
        return exitCode.done;
      }),
    );
}
