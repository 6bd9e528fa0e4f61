import { rm } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { UserFacingError } from '../domain/errors.ts';
import { checkedOutput, reserveFile } from './output-file.ts';

/** Where a file for the user goes. */
export interface FilePlace {
  /** A path of the user's choice; null for a free name in the library's folder of exports. */
  readonly output: string | null;
  readonly exportsFolder: string;
  /** What a file in the exports folder is called, without the dot and what follows it. */
  readonly name: string;
  readonly extension: string;
  /** Files that must not be replaced. */
  readonly kept: readonly string[];
}

/** Writes a file where the user wants it; gives the path. Throws a {@link UserFacingError} when that cannot be done. */
export async function writePlacedFile(place: FilePlace, content: string | Buffer): Promise<string> {
  const { output, exportsFolder, name, extension, kept } = place;
  const path =
    output === null ? await reserveFile(exportsFolder, name, extension) : await checkedOutput(output, kept);
  try {
    await writeContent(path, content);
    return path;
  } catch (error) {
    if (output === null) await rm(path, { force: true });
    throw error;
  }
}

/** Writes a file to a path that was checked before. Throws a {@link UserFacingError} when it cannot be written. */
export async function writeContent(path: string, content: string | Buffer): Promise<void> {
  try {
    await writeFileAtomic(path, content, 'utf8');
  } catch (error) {
    throw new UserFacingError(
      'unreadable-file',
      `${path} cannot be written.`,
      'Check that you may write there and that the disk is not full.',
      error,
    );
  }
}
