import type { Command } from 'commander';
import type { CollectedMomentView, OutputOf } from '../../../api/contract.ts';
import type { Core } from '../../../api/core-interface.ts';
import { UserFacingError } from '../../../domain/errors.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { secondsOf } from '../seconds-option.ts';
import { widthOf } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { collectionCalled } from './collection-called.ts';
import { addCollectionExports } from './collections-export.ts';

/** A moment of a collection by its number in the list. */
const momentNumber = wholeNumber(1, 5000);

export function addCollectionsCommand(program: Command, runner: CommandRunner): void {
  const collections = program
    .command('collections')
    .description('gather moments, put them in order, and export them');
  addList(collections, runner);
  addShow(collections, runner);
  addAdd(collections, runner);
  addRemove(collections, runner);
  addMove(collections, runner);
  addTrim(collections, runner);
  addNote(collections, runner);
  addRename(collections, runner);
  addDelete(collections, runner);
  addUndo(collections, runner);
  addCollectionExports(collections, runner);
}

/** Moments by their numbers in the list. Throws a {@link UserFacingError} when the collection has fewer. */
async function momentsOf(core: Core, id: number, numbers: readonly number[]): Promise<CollectedMomentView[]> {
  const { collection, moments } = await core.call('collections.show', { id });
  return numbers.map((number) => {
    const found = moments[number - 1];
    if (found) return found;
    throw new UserFacingError(
      'not-found',
      `“${collection.name}” holds ${counted(moments.length, 'moment')}, so there is no number ${number}.`,
      'Look at the numbers: kinora collections show <name>.',
    );
  });
}

async function momentOf(core: Core, id: number, number: number): Promise<CollectedMomentView> {
  const [moment] = await momentsOf(core, id, [number]);
  return moment!;
}

function addList(collections: Command, runner: CommandRunner): void {
  collections
    .command('list')
    .description('list the collections, the one used last first')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const listed = await context.withCore((core) => core.call('collections.list', {}));
        context.result('collections list', listed, () => listText(listed, widthOf(context.terminal)));
        return exitCode.done;
      }),
    );
}

function listText({ collections }: OutputOf<'collections.list'>, width: number): string {
  if (collections.length === 0) {
    return 'There are no collections yet. Begin one: kinora collections add <name> <moment ids...>';
  }
  return renderTable(
    [
      { title: 'collection', flexible: true },
      { title: 'moments', align: 'right' },
      { title: 'length', align: 'right' },
      { title: 'missing', align: 'right' },
    ],
    collections.map(({ name, moments, seconds, missing }) => [
      printable(name),
      String(moments),
      timecode(seconds),
      String(missing),
    ]),
    width,
  );
}

function addShow(collections: Command, runner: CommandRunner): void {
  collections
    .command('show')
    .description('list the moments of a collection, in its order')
    .argument('<name>', 'the collection')
    .action((name: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const shown = await context.withCore(async (core) =>
          core.call('collections.show', { id: await collectionCalled(core, name) }),
        );
        context.result('collections show', shown, () => momentsText(shown, widthOf(context.terminal)));
        return exitCode.done;
      }),
    );
}

function momentsText({ collection, moments }: OutputOf<'collections.show'>, width: number): string {
  const table = renderTable(
    [
      { title: 'number', align: 'right' },
      { title: 'film', flexible: true },
      { title: 'start', align: 'right' },
      { title: 'end', align: 'right' },
      { title: 'note' },
    ],
    moments.map(({ title, start, end, note, missing }, index) => [
      String(index + 1),
      `${printable(title)}${missing ? ' (not there now)' : ''}`,
      timecode(start),
      timecode(end),
      printable(note),
    ]),
    width,
  );
  return `${table}\n${counted(moments.length, 'moment')}, ${timecode(collection.seconds)} in all.`;
}

function addAdd(collections: Command, runner: CommandRunner): void {
  collections
    .command('add')
    .description('put moments at the end of a collection; a new name begins one')
    .argument('<name>', 'the collection')
    .argument('<moments...>', 'ids of moments, as search tells them')
    .option('--note <text>', 'a note about each of them')
    .action((name: string, momentIds: string[], { note }: { note?: string }, command: Command) =>
      runner.run(command, async (context) => {
        const input = { name, momentIds, ...(note === undefined ? {} : { note }) };
        const added = await context.withCore((core) => core.call('collections.add', input));
        context.result('collections add', added, () => holdsText(added));
        return exitCode.done;
      }),
    );
}

function addRemove(collections: Command, runner: CommandRunner): void {
  collections
    .command('remove')
    .description('take moments out of a collection')
    .argument('<name>', 'the collection')
    .argument('<numbers...>', 'their numbers in the list')
    .action((name: string, numbers: string[], _options, command: Command) => {
      const chosen = numbers.map(momentNumber);
      return runner.run(command, async (context) => {
        const removed = await context.withCore(async (core) => {
          const id = await collectionCalled(core, name);
          const moments = await momentsOf(core, id, chosen);
          return core.call('collections.remove', { id, momentIds: moments.map((moment) => moment.id) });
        });
        context.result('collections remove', removed, () => holdsText(removed));
        return exitCode.done;
      });
    });
}

function addMove(collections: Command, runner: CommandRunner): void {
  collections
    .command('move')
    .description('put a moment at another place')
    .argument('<name>', 'the collection')
    .argument('<number>', 'its number in the list', momentNumber)
    .argument('<place>', 'the number that it is to have', momentNumber)
    .action((name: string, number: number, place: number, _options, command: Command) =>
      runner.run(command, async (context) => {
        const moved = await context.withCore(async (core) => {
          const id = await collectionCalled(core, name);
          const moment = await momentOf(core, id, number);
          return core.call('collections.move', { id, momentId: moment.id, place: place - 1 });
        });
        context.result('collections move', moved, () => holdsText(moved));
        return exitCode.done;
      }),
    );
}

function addTrim(collections: Command, runner: CommandRunner): void {
  collections
    .command('trim')
    .description('change where a moment begins and ends')
    .argument('<name>', 'the collection')
    .argument('<number>', 'its number in the list', momentNumber)
    .option('--start <seconds>', 'where it begins in its film', secondsOf)
    .option('--end <seconds>', 'where it ends', secondsOf)
    .action((name: string, number: number, options: { start?: number; end?: number }, command: Command) =>
      runner.run(command, async (context) => {
        const trimmed = await context.withCore(async (core) => {
          const id = await collectionCalled(core, name);
          const moment = await momentOf(core, id, number);
          const start = options.start ?? moment.start;
          const end = options.end ?? moment.end;
          return core.call('collections.trim', { id, momentId: moment.id, start, end });
        });
        context.result('collections trim', trimmed, () => holdsText(trimmed));
        return exitCode.done;
      }),
    );
}

function addNote(collections: Command, runner: CommandRunner): void {
  collections
    .command('note')
    .description('write a note about a moment; an empty one takes it away')
    .argument('<name>', 'the collection')
    .argument('<number>', 'its number in the list', momentNumber)
    .argument('<text>', 'the note')
    .action((name: string, number: number, note: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const noted = await context.withCore(async (core) => {
          const id = await collectionCalled(core, name);
          const moment = await momentOf(core, id, number);
          return core.call('collections.note', { id, momentId: moment.id, note });
        });
        context.result('collections note', noted, () => holdsText(noted));
        return exitCode.done;
      }),
    );
}

function addRename(collections: Command, runner: CommandRunner): void {
  collections
    .command('rename')
    .description('give a collection another name')
    .argument('<name>', 'the collection')
    .argument('<new-name>', 'what it is to be called')
    .action((name: string, newName: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const renamed = await context.withCore(async (core) =>
          core.call('collections.rename', { id: await collectionCalled(core, name), name: newName }),
        );
        context.result('collections rename', renamed, () => holdsText(renamed));
        return exitCode.done;
      }),
    );
}

function addDelete(collections: Command, runner: CommandRunner): void {
  collections
    .command('delete')
    .description('forget a collection; films stay as they are')
    .argument('<name>', 'the collection')
    .action((name: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const deleted = await context.withCore(async (core) =>
          core.call('collections.delete', { id: await collectionCalled(core, name) }),
        );
        context.result('collections delete', deleted, () => `Forgotten: ${printable(name)}.`);
        return exitCode.done;
      }),
    );
}

function addUndo(collections: Command, runner: CommandRunner): void {
  collections
    .command('undo')
    .description('take back the latest change of a collection, then the one before')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const undone = await context.withCore((core) => core.call('collections.undo', {}));
        context.result('collections undo', undone, () =>
          undone.undone === null ? 'There is nothing to take back.' : 'Taken back.',
        );
        return exitCode.done;
      }),
    );
}

function holdsText({ collection }: OutputOf<'collections.add'>): string {
  const { name, moments, seconds } = collection;
  return `“${printable(name)}” holds ${counted(moments, 'moment')}, ${timecode(seconds)} in all.`;
}
