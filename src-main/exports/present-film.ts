import { existsSync } from 'node:fs';
import { UserFacingError } from '../domain/errors.ts';

/** Throws a {@link UserFacingError} when a film's file is not there now. */
export function requirePresent({ path, title }: { readonly path: string; readonly title: string }): void {
  if (existsSync(path)) return;
  throw new UserFacingError(
    'unreadable-file',
    `The film “${title}” is not there now.`,
    'Connect the drive it lies on, or index the folder it was moved to.',
  );
}
