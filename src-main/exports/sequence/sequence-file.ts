import filenamify from 'filenamify';
import { writePlacedFile } from '../../media/placed-file.ts';
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

/** Writes a sequence for another program; gives the file. Throws a UserFacingError when that cannot be done. */
export function writeSequence({
  sequence,
  format,
  output,
  exportsFolder,
}: SequenceFileRequest): Promise<string> {
  const name = collectionFileName(sequence.name);
  const kept = filmsOf(sequence).map(({ path }) => path);
  const place = { output, exportsFolder, name, extension: extensionOf(format), kept };
  return writePlacedFile(place, writers[format](sequence));
}

/** A collection's name as the name of a file, allowed on every platform. */
export function collectionFileName(name: string): string {
  const safe = filenamify(name.normalize('NFC'), { replacement: ' ', maxLength: 50 });
  return safe.replace(/\s+/g, ' ').trim() || 'Collection';
}
