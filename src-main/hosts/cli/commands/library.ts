import type { Command } from 'commander';
import type { Backup } from '../../../store/backups/backup-shelf.ts';
import type { Repair } from '../../../store/backups/repair-library.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';
import { doctorText } from './doctor.ts';

const upkeep = () => import('../../../library/library-upkeep.ts');

/** What keeps a library whole. None of these goes through the core, see “upkeep needs no core”. */
export function addLibraryCommand(program: Command, runner: CommandRunner): void {
  const library = program.command('library').description('check, back up, repair and move a library');
  const add = (name: string, description: string, work: (context: CommandContext) => Promise<ExitCode>) =>
    library
      .command(name)
      .description(description)
      .action((_options, command: Command) => runner.run(command, work));
  add('check', 'read the whole file of the library and tell what is wrong with it', check);
  add('repair', 'mend a damaged library, or restore the newest sound backup', repair);
  add('backup', 'write a backup now; the app writes one a day by itself', backUp);
  add('backups', 'list the backups', listBackups);
  library
    .command('restore')
    .description('put a backup in the place of the library, which is kept beside it')
    .argument('[backup]', 'a file; the newest backup when left out')
    .action((backup: string | undefined, _options, command: Command) =>
      runner.run(command, (context) => restore(context, backup)),
    );
  library
    .command('export')
    .description('write the library as one file, for another machine; films stay where they are')
    .argument('<file>', 'the file to write')
    .action((file: string, _options, command: Command) =>
      runner.run(command, (context) => exportTo(context, file)),
    );
  library
    .command('import')
    .description('make a library of an exported file')
    .argument('<file>', 'a file that “library export” wrote')
    .option('--replace', 'also where there is a library; it is kept under another name')
    .action((file: string, options: { replace?: boolean }, command: Command) =>
      runner.run(command, (context) => importFrom(context, file, options.replace ?? false)),
    );
}

async function check(context: CommandContext): Promise<ExitCode> {
  const { checkLibrary } = await import('../../../diagnosis/library-checks.ts');
  const checks = await checkLibrary(context.libraryFolder, context.signal);
  context.result('library check', { checks }, () => doctorText(checks));
  return checks.some(({ state }) => state === 'failed') ? exitCode.failed : exitCode.done;
}

async function repair(context: CommandContext): Promise<ExitCode> {
  const done = (await upkeep()).repair(context.libraryFolder);
  const isRestored = done.kind === 'restored';
  context.result(
    'library repair',
    {
      done: done.kind,
      damage: done.kind === 'sound' ? [] : [...done.damage],
      backup: isRestored ? shapeOf(done.backup) : null,
      replaced: isRestored ? done.aside : null,
    },
    () => repairText(done),
  );
  return exitCode.done;
}

function repairText(done: Repair): string {
  switch (done.kind) {
    case 'sound':
      return 'The library is sound; nothing had to be done.';
    case 'mended':
      return `The library is mended: what is derived was written anew, ${counted(done.orphans, 'row')} without an owner deleted.`;
    case 'restored':
      return [
        `The library was damaged beyond mending. The backup of ${inWords(done.backup.madeAt)} is in its place.`,
        ...(done.aside === null ? [] : [`The damaged file is kept as ${printable(done.aside)}.`]),
        'Films that were added since are indexed again by: kinora folders rescan',
      ].join('\n');
  }
}

async function backUp(context: CommandContext): Promise<ExitCode> {
  const backup = await (await upkeep()).backUpNow(context.libraryFolder, context.signal);
  context.result('library backup', shapeOf(backup), () => `The backup is ${printable(backup.path)}.`);
  return exitCode.done;
}

async function listBackups(context: CommandContext): Promise<ExitCode> {
  const { backupsOf } = await import('../../../store/backups/backup-shelf.ts');
  const backups = backupsOf(context.libraryFolder);
  context.result('library backups', { backups: backups.map(shapeOf) }, () =>
    backups.length === 0
      ? 'There is no backup yet. Write one with: kinora library backup'
      : backupTable(backups, widthOf(context.terminal)),
  );
  return exitCode.done;
}

function backupTable(backups: readonly Backup[], width: number): string {
  const columns = [
    { title: 'made' },
    { title: 'MB', align: 'right' as const },
    { title: 'file', flexible: true },
  ];
  const rows = backups.map(({ path, madeAt, bytes }) => [
    inWords(madeAt),
    (bytes / 1e6).toFixed(1),
    printable(path),
  ]);
  return renderTable(columns, rows, width);
}

async function restore(context: CommandContext, backup: string | undefined): Promise<ExitCode> {
  const path = backup === undefined ? undefined : context.path(backup);
  const restored = (await upkeep()).restoreBackup(context.libraryFolder, path);
  context.result('library restore', restored, () => `The backup is in place. ${keptText(restored.replaced)}`);
  return exitCode.done;
}

async function exportTo(context: CommandContext, file: string): Promise<ExitCode> {
  const exported = (await upkeep()).exportLibrary(context.libraryFolder, context.path(file));
  context.result('library export', exported, () => `The library is in ${printable(exported.path)}.`);
  return exitCode.done;
}

async function importFrom(context: CommandContext, file: string, mayReplace: boolean): Promise<ExitCode> {
  const imported = (await upkeep()).importLibrary(context.libraryFolder, context.path(file), mayReplace);
  context.result(
    'library import',
    imported,
    () =>
      `The library is in place. ${keptText(imported.replaced)} Add the folders with its films: kinora index <folder>`,
  );
  return exitCode.done;
}

function keptText(replaced: string | null): string {
  return replaced === null ? '' : `What was there is kept as ${printable(replaced)}.`;
}

function shapeOf({ path, madeAt, bytes }: Backup): { path: string; madeAt: string; bytes: number } {
  return { path, madeAt: madeAt.toISOString(), bytes };
}

function inWords(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ');
}
