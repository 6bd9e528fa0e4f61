import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { UserFacingError } from '../../domain/errors.ts';

export interface ArchiveMember {
  /** Path inside the archive, with forward slashes. */
  readonly name: string;
  readonly bytes: number;
  /** Writes the member to a file and tells its SHA-256. */
  extract(target: string, signal: AbortSignal): Promise<{ bytes: number; sha256: string }>;
}

const maxMembers = 5000;
/** No pack of models unpacks to more. */
const maxTotalBytes = 60e9;
/** Weights hardly shrink: what grows this much when it is unpacked is no model. */
const maxGrowth = 100;
const smallBytes = 10e6;

/** A .zip whose table of contents was read and found harmless. */
export class ZipArchive {
  readonly members: readonly ArchiveMember[];
  readonly #zip: ZipFile;

  private constructor(zip: ZipFile, members: readonly ArchiveMember[]) {
    this.#zip = zip;
    this.members = members;
  }

  /**
   * Opens a .zip and reads its table of contents; unpacks nothing. Throws a UserFacingError for a file that is no .zip
   * and for one that leads out of its folder, has too many files, or grows beyond all measure.
   */
  static async open(path: string): Promise<ZipArchive> {
    try {
      const zip = await yauzl.openPromise(path, {
        autoClose: false,
        lazyEntries: true,
        strictFileNames: true,
      });
      try {
        return new ZipArchive(zip, await readMembers(zip, path));
      } catch (error) {
        zip.close();
        throw error;
      }
    } catch (error) {
      if (error instanceof UserFacingError) throw error;
      throw notUsable(path, reasonOf(error), error);
    }
  }

  /** The member of this name, whatever folder of the archive it lies in; null when none or several have it. */
  find(name: string): ArchiveMember | null {
    const found = this.members.filter((member) => basename(member.name) === name);
    return found.length === 1 ? found[0]! : null;
  }

  close(): void {
    this.#zip.close();
  }
}

async function readMembers(zip: ZipFile, path: string): Promise<ArchiveMember[]> {
  if (zip.entryCount > maxMembers) throw notUsable(path, 'holds too many files');
  const members: ArchiveMember[] = [];
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    if (entry.isEncrypted()) throw notUsable(path, 'is locked with a password');
    total += entry.uncompressedSize;
    const grows = entry.uncompressedSize > smallBytes + entry.compressedSize * maxGrowth;
    if (grows || total > maxTotalBytes || members.length >= maxMembers) {
      throw notUsable(path, 'unpacks to far more than it should');
    }
    members.push({
      name: entry.fileName,
      bytes: entry.uncompressedSize,
      extract: (target, signal) => extract(zip, entry, path, target, signal),
    });
  }
  return members;
}

async function extract(
  zip: ZipFile,
  entry: Entry,
  path: string,
  target: string,
  signal: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const source = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw notUsable(path, 'is damaged', error);
  });
  await pipeline(unpacked(source, path), measure, createWriteStream(target), { signal });
  return { bytes, sha256: hash.digest('hex') };
}

/** What comes out of a member; that it does not come out whole is the archive's fault, and no other's. */
async function* unpacked(source: Readable, path: string): AsyncGenerator<Buffer> {
  try {
    yield* source as AsyncIterable<Buffer>;
  } catch (error) {
    throw notUsable(path, 'is damaged', error);
  }
}

function notUsable(path: string, reason: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `“${basename(path)}” cannot be unpacked: it ${reason}.`,
    'Choose a .zip of models as it was packed, or a folder with the models in it.',
    cause,
  );
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (/^(invalid relative path|absolute path|invalid characters in fileName)/.test(message)) {
    return 'holds files that lead out of its folder';
  }
  return 'is no whole .zip';
}
