import { UserFacingError } from '../domain/errors.ts';

const remedies: Readonly<Record<string, { says: (path: string) => string; remedy: string }>> = {
  ENOENT: {
    says: (path) => `“${path}” does not exist.`,
    remedy: 'Check the spelling, or plug in the drive it lies on.',
  },
  EACCES: {
    says: (path) => `You may not read “${path}”.`,
    remedy: 'Give yourself permission to read it, then index it again.',
  },
  ELOOP: {
    says: (path) => `“${path}” is a link that leads round in a circle.`,
    remedy: 'Name the folder or film itself.',
  },
  ENAMETOOLONG: {
    says: (path) => `“${path}” is longer than this system lets a path be.`,
    remedy: 'Shorten the names on the way to it.',
  },
  EIO: {
    says: (path) => `“${path}” cannot be read: its drive or network does not answer.`,
    remedy: 'Check the drive and its cable or connection, then index it again.',
  },
};
const sameAs: Readonly<Record<string, string>> = { EPERM: 'EACCES', ENOTDIR: 'ENOENT', ETIMEDOUT: 'EIO' };

/** What the file system says of a path, for people; an error that says nothing to them as it is. */
export function unreadablePath(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  // Bytes that are no UTF-8 were replaced when the folder was read, so that the name fits no file any more.
  if (code === 'ENOENT' && path.includes('\ufffd')) {
    return new UserFacingError(
      'unreadable-file',
      `“${path}” cannot be opened: its name is not written in UTF-8.`,
      'Rename it, then index it again.',
      error,
    );
  }
  const known = remedies[sameAs[code] ?? code];
  return known ? new UserFacingError('unreadable-file', known.says(path), known.remedy, error) : error;
}
