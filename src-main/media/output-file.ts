import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';

const mostNumbered = 999;

/**
 * Takes a free name in a folder by making an empty file of it: `name.mp4`, `name (2).mp4`, ...
 * so that two exports at once never write the same file and none replaces another.
 */
export function reserveFile(folder: string, name: string, extension: string): Promise<string> {
  return reserve(folder, name, `.${extension}`, async (path) => (await open(path, 'wx')).close());
}

/** Takes a free name in a folder by making an empty folder of it, as {@link reserveFile} does with a file. */
export function reserveFolder(folder: string, name: string): Promise<string> {
  return reserve(folder, name, '', async (path) => void (await mkdir(path)));
}

async function reserve(
  folder: string,
  name: string,
  ending: string,
  take: (path: string) => Promise<void>,
): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    for (let number = 1; number <= mostNumbered; number++) {
      const path = join(folder, `${name}${number > 1 ? ` (${number})` : ''}${ending}`);
      try {
        await take(path);
        return path;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  } catch (error) {
    throw new UserFacingError(
      'library',
      `Nothing can be written to the folder ${folder}.`,
      'Check that you may write there and that the disk is not full, or name another file.',
      error,
    );
  }
  throw new UserFacingError(
    'bad-input',
    `${folder} already holds ${mostNumbered} exports called “${name}”.`,
    'Name another file, or clear the folder.',
  );
}

/**
 * An output as the user named it, absolute. It may replace a file, but none of `sources`.
 * Throws a {@link UserFacingError} when it would, or when its folder is not there.
 */
export async function checkedOutput(output: string, sources: readonly string[]): Promise<string> {
  const path = resolve(output);
  const folder = await statOrNull(dirname(path));
  if (!folder?.isDirectory()) {
    throw new UserFacingError(
      'not-found',
      `The folder ${dirname(path)} does not exist.`,
      'Make it first, or name a file in another folder.',
    );
  }
  const existing = await statOrNull(path);
  if (existing?.isDirectory()) {
    throw new UserFacingError('bad-input', `${path} is a folder.`, 'Name a file in it.');
  }
  for (const source of sources) {
    const own = await statOrNull(source);
    const isSame = resolve(source) === path || (existing && own && isOneFile(existing, own));
    if (isSame) {
      throw new UserFacingError(
        'bad-input',
        `Writing to ${path} would replace the file it is made from.`,
        'Name another file.',
      );
    }
  }
  return path;
}

type FileIdentity = Awaited<ReturnType<typeof statOrNull>> & object;

function isOneFile(a: FileIdentity, b: FileIdentity): boolean {
  return a.ino !== 0n && a.ino === b.ino && a.dev === b.dev;
}

async function statOrNull(path: string) {
  return stat(path, { bigint: true }).catch(() => null);
}
