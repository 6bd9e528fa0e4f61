import { availableParallelism, totalmem } from 'node:os';
import { checkNames, failedBy, ok, warning, type Check, type CheckName } from './check.ts';
import { checkFfmpeg } from './ffmpeg-checks.ts';
import { checkFileSystem } from './file-system-check.ts';
import { checkSpace, checkWritable, inWords } from './folder-checks.ts';
import { checkLibrary } from './library-checks.ts';
import { checkModels, checkProviders } from './model-checks.ts';

export interface DiagnosisOptions {
  /** An absolute path. */
  readonly libraryFolder: string;
  /** Where models lie. */
  readonly cacheFolder: string;
  /** The ffmpeg that the user chose. */
  readonly ffmpegSetting?: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/** Memory that indexing may take. */
const neededMemory = 1.5e9;

/**
 * Looks at everything that Kinora needs. It works where the library cannot be opened, since that is when it is asked:
 * what fails while it is looked at becomes a failed check. Rejects only when aborted.
 */
export async function diagnose(options: DiagnosisOptions, signal?: AbortSignal): Promise<Check[]> {
  const { libraryFolder, cacheFolder, ffmpegSetting, environment } = options;
  const looks: [CheckName, () => Check | Promise<Check | Check[]>][] = [
    ['ffmpeg', () => checkFfmpeg(ffmpegSetting, signal)],
    ['providers', () => checkProviders(cacheFolder, environment)],
    ['models', () => checkModels(cacheFolder)],
    ['model-cache', () => checkWritable('model-cache', cacheFolder, anotherCache)],
    ['library-folder', () => checkWritable('library-folder', libraryFolder, anotherLibrary)],
    ['disk-space', () => checkSpace(libraryFolder)],
    ['file-system', () => checkFileSystem(libraryFolder)],
    ['database', () => checkLibrary(libraryFolder, signal)],
    ['memory', () => memoryCheck(process.availableMemory())],
  ];
  const found = await Promise.all(looks.map(([name, look]) => guarded(name, look, signal)));
  return found.flat().toSorted((a, b) => checkNames.indexOf(a.name) - checkNames.indexOf(b.name));
}

const anotherCache =
  'Make the folder writable, or name another one in the environment variable KINORA_CACHE.';
const anotherLibrary = 'Make the folder writable, or choose another one with --library.';

async function guarded(
  name: CheckName,
  look: () => Check | Promise<Check | Check[]>,
  signal: AbortSignal | undefined,
): Promise<Check | Check[]> {
  try {
    return await look();
  } catch (error) {
    signal?.throwIfAborted();
    return failedBy(name, error);
  }
}

export function memoryCheck(availableBytes: number): Check {
  const sentence = `${inWords(availableBytes)} of ${inWords(totalmem())} memory are free, for ${availableParallelism()} cores.`;
  if (availableBytes >= neededMemory) return ok('memory', sentence);
  return warning(
    'memory',
    `Only ${sentence}`,
    `Indexing takes up to ${inWords(neededMemory)}: close other programs while it runs.`,
  );
}
