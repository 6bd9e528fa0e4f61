import { Argument, type Command } from 'commander';
import type { HeardFilm, OutputOf, Voice } from '../../../api/contract.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';

export function addVoicesCommand(program: Command, runner: CommandRunner): void {
  const voices = program.command('voices').description('say whose the voices in your films are');
  addList(voices, runner);
  addName(voices, runner);
  addMerge(voices, runner);
  addHeard(voices, runner);
  addUndo(voices, runner);
  addForget(voices, runner);
  addAcross(voices, runner);
}

function addList(voices: Command, runner: CommandRunner): void {
  voices
    .command('list')
    .description('list the voices, those that have names first')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const listed = await context.withCore((core) => core.call('voices.list', {}));
        context.result('voices list', listed, () => listedText(listed, widthOf(context.terminal)));
        return exitCode.done;
      }),
    );
}

function listedText({ voices, acrossFilms }: OutputOf<'voices.list'>, width: number): string {
  const across = acrossFilms
    ? 'Voices are recognised across films.'
    : 'Voices are told apart in each film alone; “kinora voices across-films on” recognises them across films.';
  return voices.length > 0
    ? `${voicesTable(voices, width)}\n${across}`
    : 'No voices are known yet. They are heard while films are indexed.';
}

function voicesTable(voices: readonly Voice[], width: number): string {
  return renderTable(
    [
      { title: 'voice', flexible: true },
      { title: 'films', align: 'right' },
      { title: 'lines', align: 'right' },
      { title: 'speaks', align: 'right' },
    ],
    voices.map(({ person, number, films, lines, seconds }) => [
      person === null ? `Speaker ${number}` : printable(person),
      String(films),
      String(lines),
      timecode(seconds),
    ]),
    width,
  );
}

function addName(voices: Command, runner: CommandRunner): void {
  voices
    .command('name')
    .description('say whose a voice is; all its lines get the name')
    .argument('<voice>', '"Speaker 3", or its number')
    .argument('<name>', 'somebody who is enrolled, or a new name')
    .action((voice: string, name: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const named = await context.withCore((core) => core.call('voices.name', { voice, name }));
        context.result('voices name', named, () => `The voice is ${printable(named.person.name)}'s.`);
        return exitCode.done;
      }),
    );
}

function addMerge(voices: Command, runner: CommandRunner): void {
  voices
    .command('merge')
    .description('say that two voices are one')
    .argument('<voice>', '"Speaker 3", its number, or a name')
    .argument('<other>', 'the voice that is the same')
    .action((voice: string, other: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const merged = await context.withCore((core) =>
          core.call('voices.merge', { voices: [voice, other] }),
        );
        context.result('voices merge', merged, () => 'The two voices are one.');
        return exitCode.done;
      }),
    );
}

function addHeard(voices: Command, runner: CommandRunner): void {
  voices
    .command('heard')
    .description('list the films in which a voice is heard')
    .argument('<voice>', '"Speaker 3", its number, or a name')
    .action((voice: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const heard = await context.withCore((core) => core.call('voices.heard', { voice }));
        context.result('voices heard', heard, () =>
          heard.films.length > 0
            ? heardTable(heard.films, widthOf(context.terminal))
            : 'The voice is heard in no film.',
        );
        return exitCode.done;
      }),
    );
}

function heardTable(films: readonly HeardFilm[], width: number): string {
  return renderTable(
    [
      { title: 'film', flexible: true },
      { title: 'lines', align: 'right' },
      { title: 'speaks', align: 'right' },
      { title: 'for instance at', align: 'right' },
    ],
    films.map(({ title, lines, seconds, sample }) => [
      printable(title),
      String(lines),
      timecode(seconds),
      timecode(sample.start),
    ]),
    width,
  );
}

function addUndo(voices: Command, runner: CommandRunner): void {
  voices
    .command('undo')
    .description('take back what was said last about a voice or the speaker of a line')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const undone = await context.withCore((core) => core.call('voices.undo', {}));
        context.result('voices undo', undone, () =>
          undone.undone === null ? 'There is nothing to take back.' : 'Taken back.',
        );
        return exitCode.done;
      }),
    );
}

function addForget(voices: Command, runner: CommandRunner): void {
  voices
    .command('forget')
    .description('forget what a voice sounds like')
    .argument('<voice>', '"Speaker 3", its number, or a name')
    .action((voice: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const forgotten = await context.withCore((core) => core.call('voices.forget', { voice }));
        context.result('voices forget', forgotten, () => 'The voice is forgotten.');
        return exitCode.done;
      }),
    );
}

function addAcross(voices: Command, runner: CommandRunner): void {
  voices
    .command('across-films')
    .description('recognise voices across films, or tell them apart in each film alone')
    .addArgument(new Argument('<choice>').choices(['on', 'off']))
    .action((choice: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const acrossFilms = choice === 'on';
        const set = await context.withCore((core) => core.call('voices.setAcrossFilms', { acrossFilms }));
        context.result('voices across-films', set, () =>
          acrossFilms ? 'Voices are recognised across films.' : 'Voices are told apart in each film alone.',
        );
        return exitCode.done;
      }),
    );
}
