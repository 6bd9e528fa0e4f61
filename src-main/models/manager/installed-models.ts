import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { DownloadModel } from '../../../native-models/downloads.ts';
import { measureFile } from './check-file.ts';
import { PartFile } from './part-file.ts';

const receiptSchema = z.object({
  id: z.string(),
  installedAt: z.iso.datetime(),
  /** The host it was fetched from, or the folder or .zip it was imported from. */
  from: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      bytes: z.number().int().nonnegative(),
      sha256: z.string(),
      /** Whether the catalogue knew the hash beforehand; otherwise this is the one that was seen. */
      known: z.boolean(),
    }),
  ),
});

/** What was installed, and the hashes by which it is known from then on. */
export type Receipt = z.output<typeof receiptSchema>;
export type ReceiptFile = Receipt['files'][number];

const receiptName = 'receipt.json';

// Note: what makes an installed model safe
// A model is put together in `installing/<id>`. Only when every file has been measured and its structure checked does
// the receipt join them, and one rename of the folder makes the whole of it an installed model. Whoever is killed before
// that leaves a folder from which installing goes on; nothing reads models there.

/** The models that were fetched or imported: `<cache>/models/installed/<id>/`. */
export class InstalledModels {
  readonly folder: string;
  readonly #staging: string;

  constructor(cacheFolder: string) {
    this.folder = join(cacheFolder, 'models', 'installed');
    this.#staging = join(cacheFolder, 'models', 'installing');
  }

  folderOf(id: string): string {
    return join(this.folder, id);
  }

  /** The folder in which a model is put together. */
  stagingOf(id: string): string {
    return join(this.#staging, id);
  }

  /** Where the .zip of this address gathers, for all models that come out of it. */
  archivePath(name: string): string {
    return join(this.#staging, 'archives', name);
  }

  /** The model's receipt, or null when it is not installed. A receipt that tells of other files than the catalogue counts as none. */
  async receipt(model: DownloadModel): Promise<Receipt | null> {
    try {
      const text = await readFile(join(this.folderOf(model.id), receiptName), 'utf8');
      const parsed = receiptSchema.safeParse(JSON.parse(text));
      if (!parsed.success) return null;
      const complete = model.files.every((file) => parsed.data.files.some(({ path }) => path === file.path));
      return complete ? parsed.data : null;
    } catch {
      return null;
    }
  }

  /** Whether anything lies where the model belongs. */
  async isThere(model: DownloadModel): Promise<boolean> {
    return stat(this.folderOf(model.id)).then(
      () => true,
      () => false,
    );
  }

  /** A quick look: whether every file of the receipt is there in its size. */
  async looksWhole(receipt: Receipt): Promise<boolean> {
    for (const file of receipt.files) {
      const size = await sizeOf(join(this.folderOf(receipt.id), file.path));
      if (size !== file.bytes) return false;
    }
    return true;
  }

  /** The first file that is not what the receipt and the catalogue say, or null when all are. Reads every byte. */
  async firstBroken(model: DownloadModel, receipt: Receipt, signal?: AbortSignal): Promise<string | null> {
    for (const file of model.files) {
      const noted = receipt.files.find(({ path }) => path === file.path);
      const found = await measureFile(join(this.folderOf(model.id), file.path), signal).catch(
        (error: unknown) => {
          signal?.throwIfAborted();
          void error;
          return null;
        },
      );
      const wanted = file.sha256 ?? noted?.sha256;
      if (!found || found.sha256 !== wanted) return file.path;
    }
    return null;
  }

  /** Bytes that have arrived of a model that is not installed yet. */
  async arrived(model: DownloadModel): Promise<number> {
    let bytes = 0;
    for (const { path, archive } of model.files) {
      if (archive) continue;
      const at = join(this.stagingOf(model.id), path);
      bytes += (await sizeOf(at)) ?? (await PartFile.lengthOf(at));
    }
    return bytes;
  }

  /** Makes what lies in the staging folder the installed model, at one stroke. */
  async install(receipt: Receipt): Promise<void> {
    const staging = this.stagingOf(receipt.id);
    await writeFileAtomic(join(staging, receiptName), `${JSON.stringify(receipt, null, 2)}\n`);
    const target = this.folderOf(receipt.id);
    await mkdir(dirname(target), { recursive: true });
    await rm(target, { recursive: true, force: true });
    await rename(staging, target);
  }

  /** Takes a model's receipt away, without which nothing loads it. */
  async markBroken(id: string): Promise<void> {
    await rm(join(this.folderOf(id), receiptName), { force: true });
  }

  /** Removes a model and what has arrived of it; false when there was neither. */
  async remove(id: string): Promise<boolean> {
    const places = [this.folderOf(id), this.stagingOf(id)];
    const there = await Promise.all(places.map(exists));
    for (const place of places) await rm(place, { recursive: true, force: true });
    return there.includes(true);
  }

  /** Removes the .zip files from which models were unpacked. */
  async clearArchives(): Promise<void> {
    const folder = join(this.#staging, 'archives');
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.endsWith('.part') && !name.endsWith('.journal'))
        await rm(join(folder, name), { force: true });
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Length of a file, or null when there is none. */
export async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
}
