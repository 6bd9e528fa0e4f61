import { createHash, type Hash } from 'node:crypto';
import { open, readFile, rm, stat, type FileHandle } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const journalSchema = z.object({
  /** Where the bytes came from. */
  address: z.string(),
  /** What the server calls this version of the file: a strong ETag or a date; null when it says neither. */
  validator: z.string().nullable(),
  /** Length of the whole file, when the server told it. */
  total: z.number().int().positive().nullable(),
});

export type DownloadJournal = z.output<typeof journalSchema>;

const readBytes = 1 << 20;

/**
 * A file that is arriving: `<path>.part` holds what came so far and `<path>.journal` whence, so that a later process goes
 * on from there. The SHA-256 is kept up while bytes are written.
 */
export class PartFile {
  readonly path: string;
  readonly #file: FileHandle;
  #hash: Hash;
  #length: number;
  #journal: DownloadJournal | null;

  private constructor(
    path: string,
    file: FileHandle,
    hash: Hash,
    length: number,
    journal: DownloadJournal | null,
  ) {
    this.path = path;
    this.#file = file;
    this.#hash = hash;
    this.#length = length;
    this.#journal = journal;
  }

  /** Opens what an earlier process left of this address, or begins anew. The folder must exist. */
  static async open(path: string, address: string): Promise<PartFile> {
    const journal = await readJournal(path);
    const usable = journal?.address === address ? journal : null;
    if (!usable) await PartFile.discard(path);
    const file = await open(`${path}.part`, usable ? 'a+' : 'ax+');
    try {
      const hash = createHash('sha256');
      let length = 0;
      const buffer = Buffer.allocUnsafe(readBytes);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, readBytes, length);
        if (bytesRead === 0) break;
        hash.update(buffer.subarray(0, bytesRead));
        length += bytesRead;
      }
      return new PartFile(path, file, hash, length, usable);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Removes what has arrived of a file. */
  static async discard(path: string): Promise<void> {
    await rm(`${path}.part`, { force: true });
    await rm(`${path}.journal`, { force: true });
  }

  /** Bytes of a file that an earlier process left unfinished. */
  static async lengthOf(path: string): Promise<number> {
    return stat(`${path}.part`).then(
      ({ size }) => size,
      () => 0,
    );
  }

  get length(): number {
    return this.#length;
  }

  get journal(): DownloadJournal | null {
    return this.#journal;
  }

  async note(journal: DownloadJournal): Promise<void> {
    this.#journal = journal;
    await writeFileAtomic(`${this.path}.journal`, JSON.stringify(journal));
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.#file.appendFile(bytes);
    this.#hash.update(bytes);
    this.#length += bytes.length;
  }

  /** Forgets what has arrived. */
  async restart(): Promise<void> {
    await this.#file.truncate(0);
    this.#hash = createHash('sha256');
    this.#length = 0;
  }

  /** SHA-256 of what has arrived, in hexadecimal. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  /** The first bytes, for telling what kind of file this is. */
  async head(length: number): Promise<Uint8Array> {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await this.#file.read(buffer, 0, length, 0);
    return buffer.subarray(0, bytesRead);
  }

  /** Puts the bytes on the disk and lets go of the file. */
  async close(): Promise<void> {
    try {
      await this.#file.sync();
    } finally {
      await this.#file.close();
    }
  }
}

async function readJournal(path: string): Promise<DownloadJournal | null> {
  try {
    const parsed = journalSchema.safeParse(JSON.parse(await readFile(`${path}.journal`, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
