import { rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';
import { shownName } from './ffmpeg-process.ts';

/**
 * Lets `write` fill a temporary file beside `output` and then puts it in its place, so that nobody ever sees half a
 * file. A failed write leaves nothing behind. Throws UserFacingError when the folder is missing or not writable.
 */
export async function writeWhole<T>(output: string, write: (temporary: string) => Promise<T>): Promise<T> {
  const temporary = join(dirname(output), `.${randomUUID()}.part`);
  try {
    const result = await write(temporary);
    await rename(temporary, output);
    return result;
  } catch (error) {
    await rm(temporary, { force: true });
    throw isFolderProblem(error) ? unwritable(output, error) : error;
  }
}

/** The error for an output folder that is missing or may not be written to. */
export function unwritable(output: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `${shownName(output)} cannot be written: the folder “${basename(dirname(output)) || dirname(output)}” is missing, full or not yours to write to.`,
    'Choose another folder, or make it and give yourself permission to write there.',
    cause,
  );
}

function isFolderProblem(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EISDIR'].includes(code ?? '');
}
