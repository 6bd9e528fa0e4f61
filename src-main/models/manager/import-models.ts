import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import type { DownloadFile, DownloadModel } from '../../../native-models/downloads.ts';
import { problemOf, UserFacingError, type Problem } from '../../domain/errors.ts';
import { measureFile } from './check-file.ts';
import { settle } from './fetch-model.ts';
import type { InstalledModels, ReceiptFile } from './installed-models.ts';
import { diskFull, isDiskFull, wrongHash, wrongSize } from './model-problems.ts';
import { ZipArchive } from './zip-archive.ts';

/** A file that may be part of a model. */
interface Candidate {
  /** Path from the folder or .zip that is imported, with forward slashes. */
  readonly name: string;
  readonly bytes: number;
  put(target: string): Promise<{ bytes: number; sha256: string }>;
}

export interface ImportOutcome {
  /** Ids of the models that are installed now. */
  readonly imported: string[];
  /** Models of which files are missing; what was there is kept for the next installation or import. */
  readonly incomplete: { id: string; missing: string[] }[];
  /** What looked like a model of the catalogue and is none. */
  readonly problems: Problem[];
}

const deepestFolder = 8;
const maxFiles = 20_000;

/**
 * Installs every model of the catalogue that lies, whole or within a .zip, in a folder, or in the .zip at `path`. Files
 * are known by their hash; those of which the catalogue states none by where they lie: beside a file that was known, or
 * in a folder named for the model. Throws a UserFacingError when nothing there belongs to a model.
 */
export async function importModels(
  path: string,
  models: readonly DownloadModel[],
  installed: InstalledModels,
  signal: AbortSignal,
): Promise<ImportOutcome> {
  const archives: ZipArchive[] = [];
  try {
    const problems: Problem[] = [];
    const candidates = await candidatesAt(path, { archives, problems }, signal);
    const outcome = { imported: [] as string[], incomplete: [] as { id: string; missing: string[] }[] };
    for (const model of models) {
      signal.throwIfAborted();
      try {
        const missing = await importModel(model, candidates, installed, basename(path), signal);
        if (missing === null) continue;
        if (missing.length === 0) outcome.imported.push(model.id);
        else outcome.incomplete.push({ id: model.id, missing });
      } catch (error) {
        signal.throwIfAborted();
        if (isDiskFull(error)) throw diskFull(installed.folder, error);
        if (!(error instanceof UserFacingError)) throw error;
        problems.push(problemOf(error));
      }
    }
    if (outcome.imported.length + outcome.incomplete.length + problems.length === 0) {
      throw new UserFacingError(
        'not-found',
        `There is no model of the catalogue in “${path}”.`,
        'Choose the folder “models/installed” of another Kinora, a folder with the files as they were fetched, or a .zip of either.',
      );
    }
    return { ...outcome, problems };
  } finally {
    for (const archive of archives) archive.close();
  }
}

/** Installs one model from what is there. Returns the files that are missing, or null when nothing of it is there. */
async function importModel(
  model: DownloadModel,
  candidates: readonly Candidate[],
  installed: InstalledModels,
  from: string,
  signal: AbortSignal,
): Promise<string[] | null> {
  const staging = installed.stagingOf(model.id);
  const found: ReceiptFile[] = [];
  const roots = new Set<string>();
  const missing: string[] = [];
  let named = false;
  // Files with a hash come first: they tell where the model lies, and so which nameless config.json is its own.
  for (const file of model.files.toSorted((a, b) => Number(!a.sha256) - Number(!b.sha256))) {
    signal.throwIfAborted();
    const taken = await takeFile(model, file, candidates, roots, join(staging, file.path));
    if (taken) found.push(taken.file);
    else missing.push(file.path);
    named ||= taken?.match === 'name';
  }
  if (missing.length > 0) {
    // Models share tokenizers: such a file alone does not mean that this model was brought along.
    if (named || found.some(({ path }) => path === model.files[0]?.path)) return missing;
    for (const { path } of found) await rm(join(staging, path), { force: true });
    return null;
  }
  const files = model.files.map(({ path }) => found.find((one) => one.path === path)!);
  await installed.install({ id: model.id, installedAt: new Date().toISOString(), from, files });
  return [];
}

async function takeFile(
  model: DownloadModel,
  file: DownloadFile,
  candidates: readonly Candidate[],
  roots: Set<string>,
  target: string,
): Promise<{ file: ReceiptFile; match: Match } | null> {
  let refusal: UserFacingError | null = null;
  for (const candidate of candidates) {
    const match = matchOf(candidate, model, file, roots);
    if (match === null) continue;
    if (file.bytes !== undefined && candidate.bytes !== file.bytes) {
      refusal ??= wrongSize(model.title, candidate.name, candidate.bytes, file.bytes);
      continue;
    }
    await mkdir(dirname(target), { recursive: true });
    let measured;
    try {
      measured = await candidate.put(`${target}.part`);
    } catch (error) {
      await rm(`${target}.part`, { force: true });
      if (!(error instanceof UserFacingError)) throw error;
      // Another copy may be whole.
      refusal ??= error;
      continue;
    }
    if (file.sha256 !== undefined && measured.sha256 !== file.sha256) {
      await rm(`${target}.part`, { force: true });
      if (match === 'name') refusal ??= wrongHash(model.title, candidate.name);
      continue;
    }
    await settle(`${target}.part`, target, file, model);
    rememberRoot(candidate, file, roots);
    return { file: { path: file.path, ...measured, known: file.sha256 !== undefined }, match };
  }
  if (refusal) throw refusal;
  return null;
}

/** Why a file may be one of a model: `name` when it bears the model's name, `size` when only that fits. */
type Match = 'name' | 'size';

function matchOf(
  { name, bytes }: Candidate,
  model: DownloadModel,
  file: DownloadFile,
  roots: ReadonlySet<string>,
): Match | null {
  const path = `/${name}`;
  if (path.endsWith(`/${model.id}/${file.path}`)) return 'name';
  if (file.sha256 === undefined) {
    return [...roots].some((root) => name === `${root}${file.path}`) ? 'name' : null;
  }
  if (file.bytes !== undefined) {
    if (bytes === file.bytes) return 'size';
    return hasTellingName(file) && posix.basename(name) === posix.basename(file.path) ? 'name' : null;
  }
  return posix.basename(name) === posix.basename(file.member ?? file.path) ? 'size' : null;
}

/** Whether no other model has a file of such a name: `model.onnx` says nothing, `face_recognition_sface_2021dec.onnx` does. */
function hasTellingName({ path }: DownloadFile): boolean {
  return !/^(model|vision_model|text_model|encoder_model|decoder_model|config|tokenizer|generation|preprocessor|vision_encoder|embed_tokens)/.test(
    posix.basename(path),
  );
}

function rememberRoot({ name }: Candidate, { path }: DownloadFile, roots: Set<string>): void {
  if (name.endsWith(path)) roots.add(name.slice(0, name.length - path.length));
}

/** What comes of looking through a folder: archives that were opened, and those that could not be. */
interface LookedThrough {
  readonly archives: ZipArchive[];
  readonly problems: Problem[];
}

async function candidatesAt(
  path: string,
  { archives, problems }: LookedThrough,
  signal: AbortSignal,
): Promise<Candidate[]> {
  const there = await stat(path).catch(() => null);
  if (!there) {
    throw new UserFacingError(
      'not-found',
      `There is nothing at “${path}”.`,
      'Check that the stick is plugged in and the path is right.',
    );
  }
  if (there.isFile()) return zipCandidates(path, '', archives, signal);
  const candidates: Candidate[] = [];
  for (const file of await filesUnder(resolve(path), signal)) {
    const name = relative(resolve(path), file).split(sep).join('/');
    if (name.toLowerCase().endsWith('.zip')) {
      try {
        candidates.push(...(await zipCandidates(file, `${name}/`, archives, signal)));
      } catch (error) {
        // The folder may hold whole models beside it.
        if (!(error instanceof UserFacingError)) throw error;
        problems.push(problemOf(error));
      }
      continue;
    }
    const { size } = await stat(file);
    candidates.push({
      name,
      bytes: size,
      put: async (target) => {
        await copyFile(file, target);
        return measureFile(target, signal);
      },
    });
  }
  return candidates;
}

async function zipCandidates(
  path: string,
  prefix: string,
  archives: ZipArchive[],
  signal: AbortSignal,
): Promise<Candidate[]> {
  const archive = await ZipArchive.open(path);
  archives.push(archive);
  return archive.members.map((member) => ({
    name: `${prefix}${member.name}`,
    bytes: member.bytes,
    put: (target) => member.extract(target, signal),
  }));
}

async function filesUnder(folder: string, signal: AbortSignal): Promise<string[]> {
  const files: string[] = [];
  const walk = async (at: string, depth: number): Promise<void> => {
    signal.throwIfAborted();
    for (const entry of await readdir(at, { withFileTypes: true })) {
      if (entry.isDirectory() && depth < deepestFolder) await walk(join(at, entry.name), depth + 1);
      else if (entry.isFile()) files.push(join(at, entry.name));
      if (files.length > maxFiles) {
        throw new UserFacingError(
          'bad-input',
          `“${folder}” holds too many files to look through.`,
          'Choose the folder in which the models themselves lie.',
        );
      }
    }
  };
  await walk(folder, 0);
  return files;
}
