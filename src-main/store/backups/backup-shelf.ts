import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFolders } from '../library-database.ts';

/** A whole copy of a library's database, as it was at one moment. */
export interface Backup {
  readonly path: string;
  readonly madeAt: Date;
  readonly bytes: number;
}

/** How many are kept; the oldest goes when another is made. */
export const backupsKept = 3;

const namePattern = /^library-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z\.sqlite$/;

/** The file name of a backup made at a moment. Sorting names sorts by time; no system forbids a character of it. */
export function backupName(at: Date): string {
  return `library-${at
    .toISOString()
    .slice(0, 19)
    .replaceAll(/(?<=T.*):/g, '')}Z.sqlite`;
}

/** A library's backups, the newest first. Files of other names in the folder are left alone. */
export function backupsOf(root: string): Backup[] {
  const { backups } = libraryFolders(root);
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .sort()
    .reverse()
    .flatMap((name) => {
      const madeAt = momentOf(name);
      const path = join(backups, name);
      return madeAt ? [{ path, madeAt, bytes: statSync(path).size }] : [];
    });
}

function momentOf(name: string): Date | null {
  const found = namePattern.exec(name);
  return found ? new Date(`${found[1]}T${found[2]}:${found[3]}:${found[4]}Z`) : null;
}

/** Makes the folder of backups and gives the path of a backup that is to be made now. */
export function placeForBackup(root: string, at: Date): string {
  const { backups } = libraryFolders(root);
  mkdirSync(backups, { recursive: true });
  return join(backups, backupName(at));
}

/** Deletes all but the newest `kept` backups. */
export function dropOldBackups(root: string, kept = backupsKept): void {
  for (const { path } of backupsOf(root).slice(kept)) rmSync(path, { force: true });
}
