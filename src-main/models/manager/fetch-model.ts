import { createHash } from 'node:crypto';
import { mkdir, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DownloadFile, DownloadModel } from '../../../native-models/downloads.ts';
import { UserFacingError } from '../../domain/errors.ts';
import { checkStructure, measureFile } from './check-file.ts';
import { download, type DownloadedFile } from './download.ts';
import { sizeOf, type InstalledModels, type Receipt, type ReceiptFile } from './installed-models.ts';
import { cannotKeep, diskFull, isDiskFull, wrongHash } from './model-problems.ts';
import { ZipArchive } from './zip-archive.ts';

export interface FetchOptions {
  readonly signal: AbortSignal;
  /** Told how many bytes of the model have arrived. */
  readonly onBytes: (arrived: number) => void;
  /** See {@link download}. */
  readonly firstDelay?: number;
}

/**
 * Fetches every file of a model and installs it. Files that arrived earlier are not fetched again. Throws a
 * UserFacingError when the model cannot be had or is not what the catalogue says; nothing is installed then.
 */
export async function fetchModel(
  model: DownloadModel,
  installed: InstalledModels,
  options: FetchOptions,
): Promise<Receipt> {
  const staging = installed.stagingOf(model.id);
  try {
    await mkdir(staging, { recursive: true });
    await requireSpace(model, staging, await installed.arrived(model));
    const files: ReceiptFile[] = [];
    let before = 0;
    for (const file of model.files) {
      const onBytes = (arrived: number): void => options.onBytes(before + arrived);
      const found = await fetchFile(model, file, installed, { ...options, onBytes });
      files.push({ path: file.path, ...found, known: file.sha256 !== undefined });
      before += found.bytes;
      options.onBytes(before);
    }
    const receipt: Receipt = {
      id: model.id,
      installedAt: new Date().toISOString(),
      from: hostOf(model.files[0]!),
      files,
    };
    await installed.install(receipt);
    return receipt;
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof UserFacingError) throw error;
    if (isDiskFull(error)) throw diskFull(staging, error);
    throw error instanceof Error && 'syscall' in error ? cannotKeep(staging, error) : error;
  }
}

async function fetchFile(
  model: DownloadModel,
  file: DownloadFile,
  installed: InstalledModels,
  options: FetchOptions,
): Promise<DownloadedFile> {
  const target = join(installed.stagingOf(model.id), file.path);
  const staged = await stagedFile(target, file, options.signal);
  if (staged) return staged;
  await mkdir(dirname(target), { recursive: true });
  if (file.archive) return fetchMember(model, file, file.archive, installed, target, options);
  const { bytes, sha256 } = file;
  const { signal, onBytes, firstDelay } = options;
  const arrived = await download({
    title: model.title,
    address: file.address!,
    path: target,
    bytes,
    sha256,
    signal,
    onBytes,
    ...(firstDelay === undefined ? {} : { firstDelay }),
  });
  await settle(`${target}.part`, target, file, model);
  await rm(`${target}.journal`, { force: true });
  return arrived;
}

/** Unpacks one file from a .zip, which is fetched unless another model of it came before. */
async function fetchMember(
  model: DownloadModel,
  file: DownloadFile,
  archive: NonNullable<DownloadFile['archive']>,
  installed: InstalledModels,
  target: string,
  { signal, onBytes, firstDelay }: FetchOptions,
): Promise<DownloadedFile> {
  const { title } = model;
  const zipPath = installed.archivePath(`${sha256Of(archive.address).slice(0, 16)}.zip`);
  await mkdir(dirname(zipPath), { recursive: true });
  if ((await sizeOf(zipPath)) === null) {
    const { address, bytes, sha256 } = archive;
    await download({
      title,
      address,
      path: zipPath,
      bytes,
      sha256,
      signal,
      onBytes,
      ...(firstDelay === undefined ? {} : { firstDelay }),
    });
    await rename(`${zipPath}.part`, zipPath);
    await rm(`${zipPath}.journal`, { force: true });
  }
  const zip = await ZipArchive.open(zipPath);
  try {
    const member = zip.find(file.member!);
    if (!member) throw wrongHash(title, file.member!);
    const found = await member.extract(`${target}.part`, signal);
    if (file.sha256 !== undefined && found.sha256 !== file.sha256) throw wrongHash(title, file.member!);
    await settle(`${target}.part`, target, file, model);
    return found;
  } finally {
    zip.close();
  }
}

/** A file that an earlier attempt finished, measured again where the catalogue knows what it must be. */
export async function stagedFile(
  target: string,
  file: DownloadFile,
  signal: AbortSignal,
): Promise<DownloadedFile | null> {
  if ((await sizeOf(target)) === null) return null;
  const found = await measureFile(target, signal);
  if (file.sha256 === undefined || found.sha256 === file.sha256) return found;
  await rm(target, { force: true });
  return null;
}

/** Gives an arrived file its name, once its structure is known to be whole; otherwise removes it. */
export async function settle(
  arrived: string,
  target: string,
  file: DownloadFile,
  model: DownloadModel,
): Promise<void> {
  try {
    await checkStructure(arrived, file.path, model.title);
  } catch (error) {
    await rm(arrived, { force: true });
    throw error;
  }
  await rename(arrived, target);
}

async function requireSpace(model: DownloadModel, folder: string, arrived: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if ((totalBytes(model) ?? 0) - arrived > bavail * bsize) throw diskFull(folder);
}

/** Bytes of all files of a model, or null where the catalogue does not know them all. */
export function totalBytes({ files }: DownloadModel): number | null {
  let total = 0;
  for (const { bytes } of files) {
    if (bytes === undefined) return null;
    total += bytes;
  }
  return total;
}

/** Bytes of the files whose size the catalogue knows. */
export function knownBytes({ files }: DownloadModel): number {
  return files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
}

function hostOf(file: DownloadFile): string {
  return new URL(file.archive?.address ?? file.address!).host;
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
