import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogModel, type CatalogModel } from '../../../native-models/catalog.ts';
import type { DownloadModel } from '../../../native-models/downloads.ts';
import { UserFacingError } from '../../domain/errors.ts';
import type { ModelFiles, ModelSession } from '../families/model-session.ts';
import type { SessionManager } from '../sessions/session-manager.ts';
import type { InstalledModels, Receipt } from './installed-models.ts';

/** The files of an installed model. Each is compared with its hash on the very bytes that are then used. */
export class InstalledModelFiles implements ModelFiles {
  readonly folder: string;
  readonly #model: DownloadModel;
  readonly #receipt: Receipt;
  readonly #sessions: SessionManager;

  private constructor(folder: string, model: DownloadModel, receipt: Receipt, sessions: SessionManager) {
    this.folder = folder;
    this.#model = model;
    this.#receipt = receipt;
    this.#sessions = sessions;
  }

  /** Null when the model is not installed. */
  static async of(
    model: DownloadModel,
    installed: InstalledModels,
    sessions: SessionManager,
  ): Promise<InstalledModelFiles | null> {
    const receipt = await installed.receipt(model);
    return receipt && new InstalledModelFiles(installed.folderOf(model.id), model, receipt, sessions);
  }

  async read(name: string): Promise<Uint8Array> {
    const bytes = await readFile(join(this.folder, name));
    if (createHash('sha256').update(bytes).digest('hex') === this.#hashOf(name)) return bytes;
    throw new UserFacingError(
      'bad-model',
      `${this.#model.title} is damaged: ${name} is no longer what was installed.`,
      `Install it again: kinora models install ${this.#model.id}`,
    );
  }

  open(name: string): Promise<ModelSession> {
    return this.#sessions.open(this.#sessionEntry(name), () => this.read(name));
  }

  #hashOf(name: string): string | undefined {
    const known = this.#model.files.find(({ path }) => path === name)?.sha256;
    return known ?? this.#receipt.files.find(({ path }) => path === name)?.sha256;
  }

  /** What a session asks of the starter pack's entries: a name, and the hash under which its measurements are kept. */
  #sessionEntry(file: string): CatalogModel {
    const { id, title } = this.#model;
    const bytes = this.#receipt.files.find(({ path }) => path === file)?.bytes ?? 1;
    return {
      ...catalogModel('blazeface'),
      id,
      family: title,
      made: { file, bytes, sha256: this.#hashOf(file) ?? '' },
    };
  }
}
