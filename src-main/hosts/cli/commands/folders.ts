import type { Command } from 'commander';
import type { FolderView, OutputOf } from '../../../api/contract.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';
import { endingOf, indexText } from './index-films.ts';

export function addFoldersCommand(program: Command, runner: CommandRunner): void {
  const folders = program.command('folders').description('the folders whose films belong to the library');
  addList(folders, runner);
  addRemove(folders, runner);
  addRescan(folders, runner);
  addPatterns(folders, runner);
  addWatching(folders, runner);
}

function addList(folders: Command, runner: CommandRunner): void {
  folders
    .command('list')
    .description('list the folders, how many films each has and what is wrong with it')
    .action((_options, command: Command) =>
      runner.run(command, async (context) => {
        const listed = await context.withCore((core) => core.call('library.folders', {}));
        context.result('folders list', listed, () =>
          listed.folders.length > 0
            ? foldersText(listed.folders, widthOf(context.terminal))
            : 'The library has no folders yet. Add one with: kinora index <folder>',
        );
        return exitCode.done;
      }),
    );
}

function foldersText(folders: readonly FolderView[], width: number): string {
  const table = renderTable(
    [
      { title: 'folder', flexible: true },
      { title: 'films', align: 'right' },
      { title: 'watched by' },
      { title: 'last scan' },
    ],
    folders.map(({ path, films, watching, scannedAt }) => [
      printable(path),
      String(films),
      watching,
      scannedAt === null ? 'never' : scannedAt.slice(0, 16).replace('T', ' '),
    ]),
    width,
  );
  const problems = folders.flatMap(({ problem }) => (problem ? [problem] : []));
  return [table, ...problems.map(({ sentence, remedy }) => printable(`${sentence} ${remedy}`))].join('\n');
}

function addRemove(folders: Command, runner: CommandRunner): void {
  folders
    .command('remove')
    .description('take a folder and its films out of the library; the files stay where they are')
    .argument('<folder>', 'a folder, as “folders list” names it')
    .option('--keep-films', 'keep what is known of its films')
    .action((folder: string, options: { keepFilms?: boolean }, command: Command) =>
      runner.run(command, async (context) => {
        const path = context.path(folder);
        const removal = await context.withCore((core) =>
          core.call('library.removeFolder', { path, keepFilms: options.keepFilms ?? false }),
        );
        context.result('folders remove', removal, () =>
          options.keepFilms
            ? `${printable(path)} is no folder of the library any more; its films stay.`
            : `${printable(path)} is out of the library, and ${counted(removal.films, 'film')} with it.`,
        );
        return exitCode.done;
      }),
    );
}

function addRescan(folders: Command, runner: CommandRunner): void {
  folders
    .command('rescan')
    .description('look through all folders, or one, and index what is new')
    .argument('[folder]', 'a folder, as “folders list” names it')
    .action((folder: string | undefined, _options, command: Command) =>
      runner.run(command, async (context) => {
        await context.ensureFfmpeg();
        const input = folder === undefined ? {} : { path: context.path(folder) };
        const summary = await context.withCore((core) => core.call('library.rescan', input, context.signal));
        context.result('folders rescan', summary, () => indexText(summary));
        return endingOf(summary);
      }),
    );
}

interface PatternOptions {
  readonly include?: string[];
  readonly exclude?: string[];
  readonly reset?: boolean;
}

function addPatterns(folders: Command, runner: CommandRunner): void {
  folders
    .command('patterns')
    .description('tell or change which files of the folders are wanted')
    .option('--include <globs...>', 'only films that fit one of these; "" for all')
    .option('--exclude <globs...>', 'no file or folder that fits one of these; "" for none')
    .option('--reset', 'go back to what holds from the beginning')
    .action((options: PatternOptions, command: Command) =>
      runner.run(command, async (context) => {
        const patterns = await patternsAfter(context, options);
        context.result('folders patterns', patterns, () => patternsText(patterns));
        return exitCode.done;
      }),
    );
}

function patternsAfter(
  context: CommandContext,
  { include, exclude, reset }: PatternOptions,
): Promise<OutputOf<'library.patterns'>> {
  const given = (globs: string[] | undefined) => globs?.filter((glob) => glob !== '');
  return context.withCore((core) => {
    if (reset) return core.call('library.setPatterns', {});
    if (include === undefined && exclude === undefined) return core.call('library.patterns', {});
    return core.call('library.setPatterns', { include: given(include), exclude: given(exclude) });
  });
}

function patternsText({ include, exclude }: OutputOf<'library.patterns'>): string {
  return [
    include.length > 0 ? 'Only:' : 'All films.',
    ...include.map((glob) => `  ${printable(glob)}`),
    exclude.length > 0 ? 'Not:' : 'Nothing is left out.',
    ...exclude.map((glob) => `  ${printable(glob)}`),
  ].join('\n');
}

function addWatching(folders: Command, runner: CommandRunner): void {
  folders
    .command('watching')
    .description('say how changes in a folder are noticed while the app runs')
    .argument('<folder>', 'a folder, as “folders list” names it')
    .argument('<way>', 'auto (by where it lies), events (of the system), or polling (a scan now and then)')
    .action((folder: string, way: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const path = context.path(folder);
        const set = await context.withCore((core) =>
          core.call('library.setWatching', { path, watching: way as FolderView['watching'] }),
        );
        context.result('folders watching', set, () => `${printable(path)} is watched by: ${set.watching}.`);
        return exitCode.done;
      }),
    );
}
