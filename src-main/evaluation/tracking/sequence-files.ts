import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';
import { shownName } from '../../media/ffmpeg-process.ts';
import { readAnnotationText } from '../annotation-file.ts';
import { readMotFile } from './mot-file.ts';
import type { Sequence } from './score.ts';

const mostSequences = 1000;

interface SequenceFiles {
  readonly name: string;
  readonly truth: string;
  readonly result: string;
}

/**
 * Reads one sequence from two files, or all sequences of two folders, which may be the same one. The truth of a
 * sequence is `<sequence>/gt/gt.txt` as in MOTChallenge, `<sequence>.gt.txt` or `<sequence>.txt`; its result is
 * `<sequence>.result.txt` or `<sequence>.txt`. Throws UserFacingError where something is missing or does not fit.
 */
export async function readSequences(truth: string, result: string): Promise<Sequence[]> {
  const isFolder = await Promise.all([truth, result].map(isFolderAt));
  if (isFolder[0] !== isFolder[1]) {
    throw new UserFacingError(
      'bad-input',
      `${shownName(truth)} and ${shownName(result)} must both be files or both be folders.`,
      'Give two files for one sequence, or two folders for several.',
    );
  }
  const files = isFolder[0]
    ? await pairFiles(truth, result)
    : [{ name: basename(truth).replace(/(\.gt)?\.txt$/i, ''), truth, result }];
  const sequences: Sequence[] = [];
  for (const { name, truth: truthFile, result: resultFile } of files) {
    sequences.push({
      name,
      truth: readMotFile(await readAnnotationText(truthFile)),
      result: readMotFile(await readAnnotationText(resultFile)),
    });
  }
  return sequences;
}

async function pairFiles(truthFolder: string, resultFolder: string): Promise<SequenceFiles[]> {
  const truths = await truthFiles(truthFolder);
  if (truths.length === 0 || truths.length > mostSequences) {
    throw new UserFacingError(
      truths.length === 0 ? 'not-found' : 'bad-input',
      truths.length === 0
        ? `${shownName(truthFolder)} holds no tracks.`
        : `${shownName(truthFolder)} holds more than ${mostSequences} sequences.`,
      'Name a folder with <sequence>/gt/gt.txt, <sequence>.gt.txt or <sequence>.txt for each sequence.',
    );
  }
  const names = new Set(await readdir(resultFolder));
  return truths.map(({ name, path }) => {
    const result = [`${name}.result.txt`, `${name}.txt`].find((file) => names.has(file));
    if (!result) {
      throw new UserFacingError(
        'not-found',
        `${shownName(resultFolder)} has no result for the sequence ${name}.`,
        `Write it to ${name}.txt; an empty file says that nothing was found.`,
      );
    }
    return { name, truth: path, result: join(resultFolder, result) };
  });
}

async function truthFiles(folder: string): Promise<{ name: string; path: string }[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const found: { name: string; path: string }[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name, 'gt', 'gt.txt');
    if (entry.isDirectory() && (await stat(path).catch(() => null))) found.push({ name: entry.name, path });
  }
  if (found.length > 0) return found;
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const suffix = files.some((name) => name.endsWith('.gt.txt')) ? '.gt.txt' : '.txt';
  return files
    .filter((name) => name.endsWith(suffix) && !name.endsWith('.result.txt'))
    .map((name) => ({ name: name.slice(0, -suffix.length), path: join(folder, name) }));
}

async function isFolderAt(path: string): Promise<boolean> {
  const entry = await stat(path).catch(() => null);
  if (!entry) {
    throw new UserFacingError(
      'not-found',
      `${shownName(path)} is not there.`,
      'Check the path; it may be a file of tracks or a folder of them.',
    );
  }
  return entry.isDirectory();
}
