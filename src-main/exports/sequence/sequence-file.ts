import { rm } from 'node:fs/promises';
import filenamify from 'filenamify';
import writeFileAtomic from 'write-file-atomic';
import { UserFacingError } from '../../domain/errors.ts';
import { checkedOutput, reserveFile } from '../../media/output-file.ts';
import { writeFfmetadata, writeMatroskaChapters, writeYoutubeChapters } from './chapters.ts';
import { writeEdl } from './edl.ts';
import { writeFcpxml } from './fcpxml.ts';
import { writeMomentTable } from './moment-table.ts';
import { writeOtio } from './otio.ts';
import { extensionOf, type SequenceFormat } from './sequence-formats.ts';
import { filmsOf, type Sequence } from './sequence.ts';

const writers: Record<SequenceFormat, (sequence: Sequence) => string> = {
  edl: writeEdl,
  fcpxml: writeFcpxml,
  otio: writeOtio,
  csv: writeMomentTable,
  ffmetadata: writeFfmetadata,
  matroska: writeMatroskaChapters,
  youtube: writeYoutubeChapters,
};

export interface SequenceFileRequest {
  readonly sequence: Sequence;
  readonly format: SequenceFormat;
  /** A file of the user's choice; null for a free name in the library's folder of exports. */
  readonly output: string | null;
  readonly exportsFolder: string;
}

/** Writes a sequence for another program; gives the file. Throws a {@link UserFacingError} when that cannot be done. */
export async function writeSequence({
  sequence,
  format,
  output,
  exportsFolder,
}: SequenceFileRequest): Promise<string> {
  const text = writers[format](sequence);
  const path =
    output === null
      ? await reserveFile(exportsFolder, collectionFileName(sequence.name), extensionOf(format))
      : await checkedOutput(
          output,
          filmsOf(sequence).map((film) => film.path),
        );
  try {
    await writeFileAtomic(path, text, 'utf8');
    return path;
  } catch (error) {
    if (output === null) await rm(path, { force: true });
    throw new UserFacingError(
      'unreadable-file',
      `${path} cannot be written.`,
      'Check that you may write there and that the disk is not full.',
      error,
    );
  }
}

/** A collection's name as the name of a file, allowed on every platform. */
export function collectionFileName(name: string): string {
  const safe = filenamify(name.normalize('NFC'), { replacement: ' ', maxLength: 50 });
  return safe.replace(/\s+/g, ' ').trim() || 'Collection';
}
